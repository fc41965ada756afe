"""When a session is over: plain rules, with the clock passed in."""

from dataclasses import dataclass
from enum import Enum

# A session is written at most this often only because somebody is there: a page costs no write.
TOUCH_EVERY_SECONDS = 60


class Ending(Enum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_OLD = "too_old"


@dataclass(frozen=True)
class Lifetime:
    """When a session began and was last used, in seconds since the epoch."""

    started_at: float
    seen_at: float

    def ending(self, now: float, *, idle_seconds: int, absolute_seconds: int) -> Ending | None:
        """Why the session is over, or None while it lasts."""
        if now - self.started_at >= absolute_seconds:
            return Ending.TOO_OLD
        if now - self.seen_at >= idle_seconds:
            return Ending.IDLE
        return None

    def needs_touch(self, now: float) -> bool:
        """Whether the time of last use is old enough to be written again."""
        return now - self.seen_at >= TOUCH_EVERY_SECONDS
