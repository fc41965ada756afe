"""How far a running import is, where others can see it before its one transaction ends.

Lost with the cache, it costs nothing but the number on a page: the truth is the run's row.
"""

from uuid import UUID

from django.core.cache import cache

KEPT_FOR = 3600


def report_progress(run: UUID, done: int) -> None:
    """Note that so many rows are done."""
    cache.set(_key(run), done, KEPT_FOR)


def progress_of(run: UUID, total: int) -> int:
    """Return how many rows are done, as far as anyone knows."""
    return min(int(cache.get(_key(run), 0)), total)


def _key(run: UUID) -> str:
    return f"people-import:{run}"
