"""Stores a check-in: sealed, under a pseudonym, at most once, and with no trace anywhere else.

No event, no task, no log line and no message is made here, on purpose: each would tell who
checked in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisation.selectors import current_membership
from wellbeing.exceptions import CheckInRefusedError
from wellbeing.instruments import Instrument, Scores, is_high_distress, registry, score
from wellbeing.keys import key_for_writing, subject_ref_of
from wellbeing.limits import is_used_up
from wellbeing.models import Answer, Draft, Participation, Preference
from wellbeing.months import is_closed, last_day_of, months_before, this_month
from wellbeing.payload import Payload, write_payload
from wellbeing.sealing import ANSWERS, Binding, PersonalSeal
from wellbeing.services.locks import hold_month_open, lock_subject

ALL_SKIPPED = _("You skipped every question, so nothing was stored.")
HAS_LEFT = _("You have left check-ins, so nothing was stored. You can join again at any time.")
USED_UP = _(
    "You have already answered these questions as often as they are meant to be asked. "
    "Nothing was stored this time."
)
OWN_ONLY = _(
    "The group figures for that month are already fixed. Your answers are in your own history only."
)


@dataclass(frozen=True, slots=True)
class CheckInOutcome:
    """What became of a check-in; message says in words why something did not happen.

    counts_for_group: the answers join the group figures of their month.
    high_distress: the same page shows where help is to be had. It is kept nowhere.
    """

    stored: bool
    counts_for_group: bool
    high_distress: bool
    message: "str | Promise" = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What came in, with everything worked out that needs no row of the person's."""

    id: UUID
    ref: str
    instrument: Instrument
    answers: Mapping[str, int]
    scores: Scores
    period: date

    def outcome(
        self, *, stored: bool, counts: bool = False, message: "str | Promise" = ""
    ) -> CheckInOutcome:
        distress = is_high_distress(self.instrument, self.scores)
        return CheckInOutcome(stored, counts, distress, message)

    def has_published_score(self) -> bool:
        return any(self.scores[scale.code] for scale in self.instrument.published_scales)


def record_check_in(
    *,
    person: User,
    instrument: str,
    answers: Mapping[str, int],
    check_in_id: UUID,
    period: date,
    now: datetime,
) -> CheckInOutcome:
    """Store the answers given in one form; the same check_in_id again stores nothing more.

    period is the month in which the form was opened: this one or the one before. Raises
    UnknownInstrumentError, UnknownItemError, AnswerOutOfRangeError, CheckInRefusedError (another
    month, or another person's form) or KeysUnavailableError; no row has changed then.
    """
    require_recent(period, now)
    asked = registry.instrument(instrument)
    scores = score(asked, answers)
    ref = subject_ref_of(person)
    check_in = CheckIn(check_in_id, ref, asked, answers, scores, period)
    with transaction.atomic():
        lock_subject(ref)
        is_open = hold_month_open(period) and not is_closed(period)
        place_id = _place_of(person, period, now)
        return _store_once(check_in, place_id, is_open=is_open)


def require_recent(period: date, now: datetime) -> None:
    """Refuse a form that was opened in another month than this one or the one before."""
    if period not in (this_month(now), months_before(this_month(now), 1)):
        raise CheckInRefusedError


def _place_of(person: User, period: date, now: datetime) -> int | None:
    """Where the person works, on the month's last day if that is past."""
    day = min(timezone.localdate(now), last_day_of(period))
    post = current_membership(person, day)
    return post.node_id if post else None


def _store_once(check_in: CheckIn, place_id: int | None, *, is_open: bool) -> CheckInOutcome:
    counts = is_open and place_id is not None and check_in.has_published_score()
    message = "" if is_open else OWN_ONLY
    owner = Answer.objects.filter(pk=check_in.id).values_list("subject_ref", flat=True).first()
    if owner is not None:
        refuse_another_owner(owner, check_in.ref)
        return check_in.outcome(stored=True, counts=counts, message=message)
    if reason := _reason_found(check_in):
        return check_in.outcome(stored=False, message=reason)
    payload = Payload(check_in.answers, check_in.instrument.version, place_id, counts=is_open)
    _insert(check_in, payload)
    if is_open:
        _note_participation(check_in)
    Draft.objects.filter(subject_ref=check_in.ref, instrument=check_in.instrument.code).delete()
    return check_in.outcome(stored=True, counts=counts, message=message)


def _reason_found(check_in: CheckIn) -> "str | Promise":
    has_left = Preference.objects.filter(pk=check_in.ref, has_left=True).exists()
    own = Answer.objects.filter(subject_ref=check_in.ref, instrument=check_in.instrument.code)
    return reason_against(
        check_in, has_left=has_left, answered=own.values_list("period", flat=True)
    )


def reason_against(
    check_in: CheckIn, *, has_left: bool, answered: Iterable[date]
) -> "str | Promise":
    """Say why nothing is stored, or "" if nothing speaks against it.

    answered: the months in which the person answered the same questions before.
    """
    if not check_in.answers:
        return ALL_SKIPPED
    if has_left:
        return HAS_LEFT
    return USED_UP if is_used_up(check_in.instrument.cadence, answered, check_in.period) else ""


def sealed_row(check_in: CheckIn, payload: Payload, key: bytes) -> Answer:
    """Return the row, not stored yet, sealed with the person's data key."""
    code = check_in.instrument.code
    binding = Binding(ANSWERS, check_in.period, code)
    content = write_payload(payload, check_in.instrument)
    sealed = PersonalSeal(check_in.ref, key).seal(content, binding)
    return Answer(
        id=check_in.id,
        subject_ref=check_in.ref,
        period=check_in.period,
        instrument=code,
        nonce=sealed.nonce,
        ciphertext=sealed.ciphertext,
    )


def _insert(check_in: CheckIn, payload: Payload) -> None:
    """Store the sealed answers; raise CheckInRefusedError if another person has the id."""
    row = sealed_row(check_in, payload, key_for_writing(check_in.ref))
    Answer.objects.bulk_create([row], ignore_conflicts=True)
    owner = Answer.objects.values_list("subject_ref", flat=True).get(pk=check_in.id)
    refuse_another_owner(owner, check_in.ref)


def refuse_another_owner(owner: str, ref: str) -> None:
    """A form belongs to whoever handed it in first."""
    if owner != ref:
        raise CheckInRefusedError


def _note_participation(check_in: CheckIn) -> None:
    row = Participation(subject_ref=check_in.ref, period=check_in.period)
    Participation.objects.bulk_create([row], ignore_conflicts=True)
