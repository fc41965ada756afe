"""Collects the kinds that each package declares in its notification_kinds module."""

from collections.abc import Iterator
from functools import cache

from core.discovery import package_modules
from core.notification_kinds import NotificationKind


def declared_kinds() -> Iterator[NotificationKind]:
    """Yield every declared kind, lowest package first, duplicates included."""
    for module in package_modules("notification_kinds"):
        yield from getattr(module, "KINDS", ())


@cache
def kinds_by_code() -> dict[str, NotificationKind]:
    """Return the kinds by their code; a system check holds that codes are unique."""
    return {kind.code: kind for kind in declared_kinds()}


def find_kind(code: str) -> NotificationKind | None:
    """Return the kind, or None for one that is no longer declared: old rows must still show."""
    return kinds_by_code().get(code)
