"""When somebody who did something often may do it again, and the words for that moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# A length of time, and how often within it.
Limit = tuple[timedelta, int]


# Rows of any model: only the named moment is read.
def again_at(
    rows: QuerySet[Any], moment: str, limits: Iterable[Limit], now: datetime
) -> datetime | None:
    """Return when the next may follow, or None if that is now; rows are those of one person."""
    for length, most in limits:
        within = rows.filter(**{f"{moment}__gt": now - length}).order_by(f"-{moment}")
        earliest: datetime | None = within.values_list(moment, flat=True)[most - 1 : most].first()
        if earliest is not None:
            return earliest + length
    return None


def in_words(again: datetime, now: datetime) -> str:
    """Rounded up to the minute: whoever comes at the time that was said is not sent away again."""
    minute = timezone.localtime(again).replace(second=0, microsecond=0) + timedelta(minutes=1)
    is_today = minute.date() == timezone.localdate(now)
    when = _("at %(time)s") if is_today else _("at %(time)s on %(day)s")
    return when % {"time": f"{minute:%H:%M}", "day": date_format(minute, "l j F")}
