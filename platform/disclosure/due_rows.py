"""Tells the health page about months that should be closed by now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from disclosure.models import Closing
from disclosure.months import closing_moment
from disclosure.services import months_to_close
from disclosure.sources import sources

# A large month takes minutes and is tried every hour; a day is time for several tries.
PATIENCE = timedelta(days=1)


def oldest_due(now: datetime) -> datetime | None:
    """Return since when the oldest month has been late: failed, or open a day after its time."""
    return min((moment for moment in _late(now) if moment <= now), default=None)


def _late(now: datetime) -> Iterator[datetime]:
    for source in sources():
        failed = Closing.objects.filter(collection=source.code, state=Closing.State.FAILED)
        failed_periods = set(failed.values_list("period", flat=True))
        for period in months_to_close(source, now):
            patience = timedelta(0) if period in failed_periods else PATIENCE
            yield closing_moment(period) + patience
