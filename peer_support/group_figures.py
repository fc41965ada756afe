"""What peer support says of one month, for figures of groups: how soon people were helped.

A request counts in the month in which its 72 hours ended, an offer in the month in which its time
to answer ended: by the closing of that month, both are settled. Each person counts once, under
the pseudonym by which they asked, so that nothing beyond this module can tell who it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import F, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disclosure.figures import SCALE, Contribution, FigureSource, Gathered, Measure
from organisation.models import Membership
from peer_support.limits import WAIT_TARGET
from peer_support.models import Offer, SupportRequest
from peer_support.refs import requester_refs_of

COLLECTION = "peer_support"
IN_TIME = "requests.in_time"
ANSWERED = "offers.answered"
LATER = SCALE / 2


def measures() -> tuple[Measure, ...]:
    """Return the two figures that there are."""
    return (
        Measure(IN_TIME, _("A supporter found within 72 hours")),
        Measure(ANSWERED, _("Offers answered in time")),
    )


def first_period() -> date | None:
    """Return the first month in which somebody asked."""
    first = SupportRequest.objects.aggregate(first=Min("asked_at"))["first"]
    return timezone.localdate(first + WAIT_TARGET).replace(day=1) if first else None


def gather(period: date) -> Gathered:
    """Return everyone who belonged somewhere at the month's end, and the scores of who asked."""
    asked, offered = _waits(period), _answers(period)
    people = _people(period, counted={*asked, *offered})
    return Gathered(
        people=people,
        contributions={
            IN_TIME: _contributions(asked, people),
            ANSWERED: _contributions(offered, people),
        },
    )


def after_close(period: date) -> None:
    """Nothing is kept for the closing alone, so there is nothing to forget."""


def score_of_waits(waits: Iterable[timedelta | None]) -> float:
    """Return 100 if each was over within the target, 0 if none ever was, and 50 in between.

    A wait of None has not come to an end.
    """
    known = list(waits)
    if all(wait is not None and wait <= WAIT_TARGET for wait in known):
        return SCALE
    return LATER if any(wait is not None for wait in known) else 0


def score_of_answers(answered: Iterable[bool]) -> float:
    """Return 100 if every offer was answered in time, 0 if none was, and 50 in between."""
    known = list(answered)
    if all(known):
        return SCALE
    return LATER if any(known) else 0


def _waits(period: date) -> Mapping[str, float]:
    """By pseudonym, how soon supporters were found; what was taken back before does not count."""
    begins, ends = _bounds(period)
    rows = (
        SupportRequest.objects.filter(
            asked_at__gte=begins - WAIT_TARGET, asked_at__lt=ends - WAIT_TARGET
        )
        .annotate(found_at=Min("pairings__started_at"))
        .values_list("requester_ref", "state", "asked_at", "found_at")
    )
    waits: defaultdict[str, list[timedelta | None]] = defaultdict(list)
    for ref, state, asked_at, found_at in rows:
        if found_at is not None or state not in _TAKEN_BACK:
            waits[ref].append(None if found_at is None else found_at - asked_at)
    return {ref: score_of_waits(each) for ref, each in waits.items()}


def _answers(period: date) -> Mapping[str, float]:
    begins, ends = _bounds(period)
    rows = Offer.objects.filter(state__in=_SETTLED, due_at__gte=begins, due_at__lt=ends)
    answers: defaultdict[str, list[bool]] = defaultdict(list)
    for ref, state in rows.values_list(F("request__requester_ref"), "state"):
        answers[ref].append(state != Offer.State.EXPIRED)
    return {ref: score_of_answers(each) for ref, each in answers.items()}


_TAKEN_BACK = (SupportRequest.State.WITHDRAWN, SupportRequest.State.LAPSED)
_SETTLED = (Offer.State.ACCEPTED, *Offer.FAILED)


def _contributions(scores: Mapping[str, float], people: Mapping[str, int]) -> list[Contribution]:
    """Whoever belonged nowhere at the month's end has no group to be counted in."""
    return [
        Contribution(ref=ref, place_id=people[ref], role="", score=score)
        for ref, score in sorted(scores.items())
        if ref in people
    ]


def _people(period: date, counted: set[str]) -> dict[str, int]:
    """Where everyone belonged who could have asked.

    Colleagues may know who has a post and cannot sign in: they are left out, unless they did ask.
    """
    posts = list(_posts(_next_month(period) - timedelta(days=1)))
    refs = requester_refs_of({person_id for person_id, _place, _is_shut_out in posts})
    return {
        refs[person_id]: place_id
        for person_id, place_id, is_shut_out in posts
        if not is_shut_out or refs[person_id] in counted
    }


def _posts(on: date) -> Iterator[tuple[int, int, bool]]:
    rows = Membership.objects.current(on).order_by("started_on", "pk")
    fields = ("person_id", "node_id", "ended_on", "person__is_active")
    for person_id, place_id, ended_on, is_active in rows.values_list(*fields):
        yield person_id, place_id, ended_on is None and not is_active


def _bounds(period: date) -> tuple[datetime, datetime]:
    """The first moment of the month and of the next one, by the clock on the wall."""
    return _midnight(period), _midnight(_next_month(period))


def _next_month(period: date) -> date:
    return (period.replace(day=28) + timedelta(days=4)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


SOURCES: tuple[FigureSource, ...] = (
    FigureSource(COLLECTION, measures, first_period, gather, after_close),
)
