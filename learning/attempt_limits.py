"""Whether a person may start another attempt at a quiz, and when again if not now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Allowance:
    """left is None without a limit; again_at is None when no wait will help."""

    allowed: bool
    left: int | None = None
    again_at: datetime | None = None


def allowance(
    failed_at: Sequence[datetime], *, limit: int | None, wait: timedelta | None, now: datetime
) -> Allowance:
    """Return what is left of the limit.

    failed_at: when the attempts failed since the last pass. With a wait, a failed attempt stops
    counting once it is that old; without one, the limit holds for good.
    """
    if limit is None:
        return Allowance(allowed=True)
    counting = sorted(at for at in failed_at if wait is None or at + wait > now)
    left = max(limit - len(counting), 0)
    if left or wait is None:
        return Allowance(allowed=left > 0, left=left)
    return Allowance(allowed=False, left=0, again_at=counting[len(counting) - limit] + wait)
