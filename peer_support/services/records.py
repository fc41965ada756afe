"""Training and supervision of supporters: what was held, where the proof is, when it is due again.

The dates and topics on the supporter follow from these records and from nothing else.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from organisation.selectors import force_id_of
from peer_support.exceptions import SupporterRefusedError
from peer_support.models import Supporter, SupporterRecord
from peer_support.services.supporter_checks import (
    IN_TRAINING_OR_SERVING,
    locked,
    require_coordinator,
    require_state,
)
from peer_support.vocabulary import Topic

Kind = SupporterRecord.Kind


@transaction.atomic
def record_training(
    *,
    actor: User,
    supporter: Supporter,
    held_on: date,
    due_again_on: date,
    topics: Collection[str],
    evidence: str,
    now: datetime,
) -> SupporterRecord:
    """Keep a training; the supporter is from now on trained in its topics too."""
    chosen = [code for code in Topic.values if code in topics]
    if not chosen:
        raise SupporterRefusedError(_("Choose at least one topic that the training covered."))
    trained = _lock_for_record(actor, supporter, held_on, due_again_on, now)
    record = SupporterRecord(
        supporter=trained,
        kind=Kind.TRAINING,
        held_on=held_on,
        due_again_on=due_again_on,
        topics=chosen,
        evidence=evidence,
        recorded_by=actor,
    )
    return _keep(actor, record)


@transaction.atomic
def record_supervision(
    *,
    actor: User,
    supporter: Supporter,
    held_on: date,
    due_again_on: date,
    evidence: str,
    now: datetime,
) -> SupporterRecord:
    """Keep a supervision, without a word of what was spoken about."""
    supervised = _lock_for_record(actor, supporter, held_on, due_again_on, now)
    record = SupporterRecord(
        supporter=supervised,
        kind=Kind.SUPERVISION,
        held_on=held_on,
        due_again_on=due_again_on,
        evidence=evidence,
        recorded_by=actor,
    )
    return _keep(actor, record)


def _lock_for_record(
    actor: User, supporter: Supporter, held_on: date, due_again_on: date, now: datetime
) -> Supporter:
    found = locked(supporter)
    require_coordinator(actor, found)
    require_state(found, IN_TRAINING_OR_SERVING, _("This person is not a supporter now."))
    if held_on > timezone.localdate(now):
        raise SupporterRefusedError(_("Record it once it has been held: this day is to come."))
    if due_again_on <= held_on:
        raise SupporterRefusedError(_("The day on which it is due again must come after it."))
    return found


def _keep(actor: User, record: SupporterRecord) -> SupporterRecord:
    """Save the record and let the supporter's dates and topics follow from all records."""
    record.save()
    supporter = record.supporter
    supporter.training_due_on = _due_again(supporter, Kind.TRAINING)
    supporter.supervision_due_on = (
        _due_again(supporter, Kind.SUPERVISION) or supporter.supervision_due_on
    )
    supporter.topics = _trained_in(supporter)
    supporter.save(update_fields=["training_due_on", "supervision_due_on", "topics"])
    record_event(
        actor=actor,
        action=f"peer_support.{record.kind}_recorded",
        force_id=force_id_of(supporter.person),
        target=f"peer_support.supporter:{supporter.public_id}",
    )
    return record


def _due_again(supporter: Supporter, kind: SupporterRecord.Kind) -> date | None:
    """By the latest one held; of one day by the last written, so that a slip can be righted."""
    found = SupporterRecord.objects.filter(supporter=supporter, kind=kind)
    return found.order_by("-held_on", "-pk").values_list("due_again_on", flat=True).first()


def _trained_in(supporter: Supporter) -> list[str]:
    held = SupporterRecord.objects.filter(supporter=supporter, kind=Kind.TRAINING)
    trained = {code for topics in held.values_list("topics", flat=True) for code in topics}
    return [code for code in Topic.values if code in trained]
