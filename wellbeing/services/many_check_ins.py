"""Stores many check-ins of one month at once, by the rules of a single one.

For the demo's months and for measurements: no page uses it. The number of queries does not
depend on how many there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from organisation.models import Membership
from wellbeing.instruments import Instrument, registry, score
from wellbeing.keys import keys_for_writing, subject_refs_of
from wellbeing.limits import LIMITS
from wellbeing.models import Answer, Draft, Participation, Preference
from wellbeing.months import is_closed, last_day_of, months_before
from wellbeing.payload import Payload
from wellbeing.services.check_in import (
    OWN_ONLY,
    CheckIn,
    CheckInOutcome,
    reason_against,
    refuse_another_owner,
    require_recent,
    sealed_row,
)
from wellbeing.services.locks import hold_month_open, lock_subjects

LONGEST_LIMIT = max(limit.months for limit in LIMITS.values())


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One form as it came in; the fields are those of record_check_in."""

    person: User
    instrument: str
    answers: Mapping[str, int]
    check_in_id: UUID
    now: datetime


@dataclass(slots=True)
class _Known:
    """What the tables say of everyone in the batch; kept up to date while the batch is sorted."""

    is_open: bool
    places: Mapping[tuple[int, date], int]
    left: frozenset[str]
    owners: dict[UUID, str]
    answered: defaultdict[tuple[str, str], list[date]] = field(
        default_factory=lambda: defaultdict(list)
    )


def record_check_ins(*, forms: Sequence[HandedIn], period: date) -> list[CheckInOutcome]:
    """Store the forms, in their order, and return what became of each.

    All of them were opened in period. Raises what record_check_in raises; then nothing is stored.
    """
    for form in forms:
        require_recent(period, form.now)
    refs = subject_refs_of({form.person.pk for form in forms})
    instruments = {code: registry.instrument(code) for code in {form.instrument for form in forms}}
    check_ins = [_check_in(form, refs, instruments, period) for form in forms]
    with transaction.atomic():
        lock_subjects(refs.values())
        known = _look_up(forms, check_ins, period)
        days = [_day(form, period) for form in forms]
        places = [
            known.places.get((form.person.pk, day)) for form, day in zip(forms, days, strict=True)
        ]
        return _store(check_ins, places, known)


def _check_in(
    form: HandedIn, refs: Mapping[int, str], instruments: Mapping[str, Instrument], period: date
) -> CheckIn:
    asked = instruments[form.instrument]
    scores = score(asked, form.answers)
    return CheckIn(form.check_in_id, refs[form.person.pk], asked, form.answers, scores, period)


def _day(form: HandedIn, period: date) -> date:
    return min(timezone.localdate(form.now), last_day_of(period))


def _look_up(forms: Sequence[HandedIn], check_ins: Sequence[CheckIn], period: date) -> _Known:
    refs = {check_in.ref for check_in in check_ins}
    left = Preference.objects.filter(pk__in=refs, has_left=True).values_list("pk", flat=True)
    same = Answer.objects.filter(pk__in=[check_in.id for check_in in check_ins])
    known = _Known(
        is_open=hold_month_open(period) and not is_closed(period),
        places=_places(forms, period),
        left=frozenset(left),
        owners=dict(same.values_list("pk", "subject_ref")),
    )
    since = months_before(period, LONGEST_LIMIT)
    recent = Answer.objects.filter(subject_ref__in=refs, period__gte=since)
    for ref, code, month in recent.values_list("subject_ref", "instrument", "period"):
        known.answered[ref, code].append(month)
    return known


def _places(forms: Sequence[HandedIn], period: date) -> dict[tuple[int, date], int]:
    """Return where each person worked on the day of each of their forms."""
    held: defaultdict[int, list[Membership]] = defaultdict(list)
    people = {form.person.pk for form in forms}
    posts = Membership.objects.filter(person__in=people, started_on__lte=last_day_of(period))
    for post in posts.not_ended(period):
        held[post.person_id].append(post)
    return {
        (form.person.pk, day): post.node_id
        for form in forms
        for day in [_day(form, period)]
        for post in held[form.person.pk]
        if post.started_on <= day and (post.ended_on is None or day < post.ended_on)
    }


def _store(
    check_ins: Sequence[CheckIn], places: Sequence[int | None], known: _Known
) -> list[CheckInOutcome]:
    outcomes, new = [], []
    for check_in, place_id in zip(check_ins, places, strict=True):
        outcome, is_new = _decide(check_in, place_id, known)
        outcomes.append(outcome)
        if is_new:
            new.append((check_in, place_id))
    keys = keys_for_writing({check_in.ref for check_in, _place in new})
    Answer.objects.bulk_create(
        sealed_row(
            check_in,
            Payload(check_in.answers, check_in.instrument.version, place_id, counts=known.is_open),
            keys[check_in.ref],
        )
        for check_in, place_id in new
    )
    stored = [check_in for check_in, _place in new]
    if known.is_open:
        _note_participation(stored)
    _discard_drafts(stored)
    return outcomes


def _decide(check_in: CheckIn, place_id: int | None, known: _Known) -> tuple[CheckInOutcome, bool]:
    """Return what becomes of a form, and whether it is to be stored now."""
    counts = known.is_open and place_id is not None and check_in.has_published_score()
    message = "" if known.is_open else OWN_ONLY
    answered = known.answered[check_in.ref, check_in.instrument.code]
    if check_in.id in known.owners:
        refuse_another_owner(known.owners[check_in.id], check_in.ref)
        return check_in.outcome(stored=True, counts=counts, message=message), False
    has_left = check_in.ref in known.left
    if reason := reason_against(check_in, has_left=has_left, answered=answered):
        return check_in.outcome(stored=False, message=reason), False
    known.owners[check_in.id] = check_in.ref
    answered.append(check_in.period)
    return check_in.outcome(stored=True, counts=counts, message=message), True


def _note_participation(stored: Iterable[CheckIn]) -> None:
    pairs = {(check_in.ref, check_in.period) for check_in in stored}
    Participation.objects.bulk_create(
        (Participation(subject_ref=ref, period=period) for ref, period in sorted(pairs)),
        ignore_conflicts=True,
    )


def _discard_drafts(stored: Iterable[CheckIn]) -> None:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for check_in in stored:
        codes[check_in.instrument.code].add(check_in.ref)
    for code, refs in codes.items():
        Draft.objects.filter(instrument=code, subject_ref__in=refs).delete()
