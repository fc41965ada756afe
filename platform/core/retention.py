"""How a package declares what it keeps for how long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class RetentionRule:
    """Rows of one kind are purged once they are older than keep_for.

    least, most: the bounds within which another length can be chosen.
    is_counted: whether it is noted how many rows went; not where a number tells about people.

    purge: takes the moment before which rows go and the largest number to remove in one go,
    and returns how many it removed; the nightly task calls it until it returns 0.
    """

    code: str
    description: "str | Promise"
    keep_for: timedelta
    purge: Callable[[datetime, int], int]
    least: timedelta = timedelta(days=1)
    most: timedelta = timedelta(days=36_500)
    is_counted: bool = True
