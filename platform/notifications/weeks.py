"""When the weekly email goes out; plain rules, no clock and no rows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from notifications.quiet_hours import LONDON

DIGEST_TIME = time(8, 0)


@dataclass(frozen=True)
class DigestWeek:
    """A week and the moment from which its digest may be sent."""

    monday: date
    opens_at: datetime


def latest_digest_week(now: datetime) -> DigestWeek:
    """Return the last week whose Monday, 08:00 in London, has come."""
    local = now.astimezone(LONDON)
    monday = local.date() - timedelta(days=local.weekday())
    if datetime.combine(monday, DIGEST_TIME, LONDON) > now:
        monday -= timedelta(weeks=1)
    return DigestWeek(monday, datetime.combine(monday, DIGEST_TIME, LONDON))
