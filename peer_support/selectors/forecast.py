"""What the forecast of a coordinator is made of: arrivals of whole weeks, and supporters' places.

Each region's topics are foretold for the coordinator's own region, and each region as a whole:
never a sum over regions beside them, from which a withheld one could be taken away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Avg, Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.charts import Guide, GuideKind, LineChart, Reading, line_chart
from organisation.models import Membership, Node, NodeKind
from peer_support.forecasting import (
    LEAST_ARRIVALS,
    MOST_WEEKS,
    WEEKS_AHEAD,
    Forecast,
    Places,
    forecast,
)
from peer_support.limits import CLOSES_AFTER
from peer_support.matching.posts import REGION_LENGTH
from peer_support.models import Pairing, Supporter, SupportRequest
from peer_support.selectors.force_people import regions_by_requester_ref
from peer_support.vocabulary import Topic

WEEK = timedelta(days=7)
PAIRINGS_LOOKED_AT = timedelta(days=365)
# Region (path) and topic; no topic stands for all of them.
Group = tuple[str, str]
ALL_TOPICS = ""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One topic or region with its forecast."""

    label: str
    forecast: Forecast

    @property
    def is_shown(self) -> bool:
        """Whether enough requests came for a figure."""
        return self.forecast.arrivals is not None


@dataclass(frozen=True, slots=True)
class CapacityForecast:
    """All that the page shows: the own region as a whole and by topic, and every region.

    weeks says of how many whole weeks arrivals were counted.
    """

    region: str
    weeks: int
    whole: Forecast
    topics: tuple[ForecastRow, ...]
    topics_withheld: tuple[ForecastRow, ...]
    regions: tuple[ForecastRow, ...]
    regions_withheld: tuple[ForecastRow, ...]
    chart: LineChart | None


@dataclass(frozen=True, slots=True)
class _Counts:
    arrivals: dict[Group, list[int]]
    places: dict[Group, Places]
    weeks: int
    pairing_weeks: float

    def row(self, label: str, group: Group) -> ForecastRow:
        weekly = self.arrivals.get(group, [0] * self.weeks)
        places = self.places.get(group, Places(0, 0, 0))
        return ForecastRow(label, forecast(weekly, places, pairing_weeks=self.pairing_weeks))


def capacity_forecast(force: Node, now: datetime) -> CapacityForecast:
    """Return the forecast that coordinators of the force see; six queries, whatever there is."""
    counts = _counts(now)
    own = force.path[:REGION_LENGTH]
    regions = dict(
        Node.objects.still_open().filter(kind=NodeKind.REGION).values_list("path", "name")
    )
    whole = counts.row(regions[own], (own, ALL_TOPICS)).forecast
    topics = [counts.row(str(topic.label), (own, topic.value)) for topic in Topic]
    named = sorted(regions.items(), key=lambda each: each[1])
    by_region = [counts.row(name, (path, ALL_TOPICS)) for path, name in named]
    return CapacityForecast(
        region=regions[own],
        weeks=counts.weeks,
        whole=whole,
        topics=tuple(row for row in topics if row.is_shown),
        topics_withheld=tuple(row for row in topics if not row.is_shown),
        regions=tuple(row for row in by_region if row.is_shown),
        regions_withheld=tuple(row for row in by_region if not row.is_shown),
        chart=_chart(regions[own], whole),
    )


def _counts(now: datetime) -> _Counts:
    monday = _monday(now)
    weeks = _weeks_known(monday)
    return _Counts(
        arrivals=_arrivals(monday, weeks, now),
        places=_places(now),
        weeks=weeks,
        pairing_weeks=pairing_weeks(now),
    )


def _monday(now: datetime) -> datetime:
    """The beginning of this week: the week that runs is not whole and does not count."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    return timezone.make_aware(datetime.combine(monday, time.min))


def _weeks_known(monday: datetime) -> int:
    """How many of the last twelve weeks peer support has been there for."""
    first = SupportRequest.objects.order_by("asked_at").values_list("asked_at", flat=True).first()
    if first is None:
        return 0
    return max(0, min(MOST_WEEKS, (monday - first) // WEEK))


def _arrivals(monday: datetime, weeks: int, now: datetime) -> dict[Group, list[int]]:
    """Requests by group and whole week, oldest first."""
    begins = monday - weeks * WEEK
    rows = SupportRequest.objects.filter(asked_at__gte=begins, asked_at__lt=monday)
    regions = regions_by_requester_ref(timezone.localdate(now))
    found: defaultdict[Group, list[int]] = defaultdict(lambda: [0] * weeks)
    for ref, asked_at, topics in rows.values_list("requester_ref", "asked_at", "topics"):
        if ref in regions:
            for group in _groups(regions[ref], topics):
                found[group][(asked_at - begins) // WEEK] += 1
    return dict(found)


def _places(now: datetime) -> dict[Group, Places]:
    here = Membership.objects.current(timezone.localdate(now))
    regions = {
        person_id: path[:REGION_LENGTH]
        for person_id, path in here.filter(
            person__in=Supporter.objects.active().values("person")
        ).values_list("person_id", "force__path")
    }
    rows = Supporter.objects.active().values_list("person_id", "topics", "capacity", "held")
    sums: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    for person_id, topics, capacity, held in rows:
        if person_id in regions:
            for group in _groups(regions[person_id], topics):
                sums[group].update(supporters=1, free=capacity - held, taken=held)
    return {
        group: Places(each["supporters"], each["free"], each["taken"])
        for group, each in sums.items()
    }


def _groups(region: str, topics: Iterable[str]) -> Iterator[Group]:
    yield (region, ALL_TOPICS)
    for topic in topics:
        yield (region, topic)


def pairing_weeks(now: datetime) -> float:
    """Return the mean length of last year's pairings in weeks; the longest where few have ended."""
    ended = Pairing.objects.filter(ended_at__gt=now - PAIRINGS_LOOKED_AT, ended_at__lte=now)
    told = ended.aggregate(number=Count("pk"), mean=Avg(F("ended_at") - F("started_at")))
    if told["number"] < LEAST_ARRIVALS or not told["mean"]:
        return CLOSES_AFTER / WEEK
    mean: timedelta = told["mean"]
    return mean / WEEK


def _chart(region: str, whole: Forecast) -> LineChart | None:
    """Requests to expect, added up week by week, under the places that there will be."""
    if whole.arrivals is None:
        return None
    highest = max(*whole.by_week, whole.places, 1)
    return line_chart(
        [
            Reading(
                label=_("Week %(number)s") % {"number": number},
                value=expected,
            )
            for number, expected in enumerate(whole.by_week, start=1)
        ],
        name="forecast",
        title=_("Requests to expect in %(region)s, added up") % {"region": region},
        description=_(
            "%(expected)s requests are to be expected by the end of week %(weeks)s. The line "
            "across stands at the %(places)s people who could be taken on by then. The same "
            "numbers are in the tables."
        )
        % {"expected": whole.by_week[-1], "weeks": WEEKS_AHEAD, "places": whole.places},
        top_value=-(-highest // 10) * 10,
        guides=[
            Guide(
                whole.places,
                GuideKind.LIMIT,
                _("People who could be taken on: %(places)s") % {"places": whole.places},
            )
        ],
    )
