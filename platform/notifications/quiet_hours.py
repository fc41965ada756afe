"""When a person may be disturbed; plain rules, no clock and no rows."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def is_quiet(moment: datetime, *, starts: time, ends: time) -> bool:
    """Tell whether the clock in London stands from starts (included) to ends (excluded)."""
    clock = moment.astimezone(LONDON).time()
    if starts < ends:
        return starts <= clock < ends
    return clock >= starts or clock < ends


def next_allowed(moment: datetime, *, starts: time, ends: time) -> datetime:
    """Return moment itself, or the end of the quiet hours that it falls into.

    An end that the clock shows twice, in autumn, is the second; one that it skips, in spring,
    is the same time by the winter clock, which is an hour later on the wall.
    """
    if not is_quiet(moment, starts=starts, ends=ends):
        return moment
    local = moment.astimezone(LONDON)
    day = local.date()
    if starts > ends and local.time() >= starts:
        day += timedelta(days=1)
    # Comparing and storing go through UTC: arithmetic on the wall clock ignores its changes.
    end = datetime.combine(day, ends, LONDON)
    return max(end.replace(fold=1).astimezone(ZoneInfo("UTC")), end.astimezone(ZoneInfo("UTC")))
