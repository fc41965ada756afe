"""Raising a concern about a conversation, and being done with it.

Nothing of it is in the event log: whoever raises one may be the person who asked for support.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisation.selectors import force_id_of
from peer_support.exceptions import SafetyError
from peer_support.limits import LONGEST_CONCERN, MESSAGES_TO_CHOOSE_FROM
from peer_support.message_text import clean_message
from peer_support.models import Concern, Pairing
from peer_support.refs import concern_ref_of, concern_refs_of
from peer_support.selectors.concern_messages import (
    ChosenMessage,
    both_ids_of,
    messages_to_choose_from,
    pairing_to_report,
)
from peer_support.selectors.safety import reader_ids_of, safeguarding_leads
from peer_support.services.locks import lock_people
from peer_support.services.telling import tell


@transaction.atomic
def raise_concern(
    *,
    person: User,
    pairing_id: UUID,
    words: str,
    message_numbers: Collection[int],
    now: datetime,
    concern_id: UUID | None = None,
) -> Concern:
    """Keep the words with copies of the chosen messages, and tell the safeguarding leads.

    Once more with the same concern_id does nothing. Raises Pairing.DoesNotExist for somebody who
    is not of the pair, and SafetyError for words or messages that cannot be sent like this.
    """
    pair = pairing_to_report(person, pairing_id)
    if pair is None:
        raise Pairing.DoesNotExist
    own_ref = concern_ref_of(person)
    # Two clicks come one after the other, and the second finds what the first one kept.
    lock_people(person.pk)
    wanted_id = concern_id or uuid4()
    kept = Concern.objects.filter(public_id=wanted_id).first()
    if kept is not None and kept.raised_by == own_ref:
        return kept
    concern = Concern(
        public_id=wanted_id if kept is None else uuid4(),
        force_id=_force_id_of(pair),
        pairing=pair,
        raised_by=own_ref,
        parties=_parties_of(pair),
        words=_cleaned(words),
        raised_on=timezone.localdate(now),
    )
    concern.chosen = [one.as_json() for one in _chosen(pair, message_numbers)]
    concern.save(force_insert=True)
    _tell_leads(concern, now)
    return concern


@transaction.atomic
def close_concern(*, person: User, concern_id: UUID, now: datetime) -> bool:
    """Say that the concern has been dealt with; return whether it was open.

    Raises Concern.DoesNotExist for somebody whom it does not come to, and SafetyError while a
    wish to read waits or the conversation is open.
    """
    rows = Concern.objects.select_related("force").defer("words", "chosen")
    concern = rows.select_for_update(of=("self",)).get(public_id=concern_id)
    if person.pk not in reader_ids_of(concern, safeguarding_leads(timezone.localdate(now))):
        raise Concern.DoesNotExist
    if concern.openings.live().exists():
        raise SafetyError(
            _("Somebody asked to read the conversation, and that is not over. Close it after that.")
        )
    still_open = Concern.objects.open().filter(pk=concern.pk)
    closed = still_open.update(state=Concern.State.CLOSED, closed_on=timezone.localdate(now))
    return bool(closed)


def _force_id_of(pairing: Pairing) -> int:
    """The force where the supporter works: the place does not tell who raised the concern."""
    force_id = force_id_of(pairing.supporter.person)
    if force_id is None:
        raise SafetyError(_("This cannot be sent just now. If somebody is in danger, call 999."))
    return force_id


def _parties_of(pairing: Pairing) -> list[str]:
    both = both_ids_of(pairing)
    return sorted(concern_refs_of(both).values())


def _cleaned(words: str) -> str:
    cleaned = clean_message(words, longest=LONGEST_CONCERN)
    if not cleaned:
        raise SafetyError(_("Write what you are worried about."))
    return cleaned


def _chosen(pairing: Pairing, numbers: Collection[int]) -> list[ChosenMessage]:
    """The chosen messages as they read now; refused if one of them is not there any more."""
    wanted = set(numbers)
    if len(wanted) > MESSAGES_TO_CHOOSE_FROM:
        raise SafetyError(_("Choose fewer messages."))
    found = [one for one in messages_to_choose_from(pairing, wanted) if one.number in wanted]
    if len(found) != len(wanted):
        raise SafetyError(
            _("One of the messages has been deleted since you opened this page. Choose again.")
        )
    return found


def _tell_leads(concern: Concern, now: datetime) -> None:
    leads = safeguarding_leads(timezone.localdate(now))
    for person in User.objects.filter(pk__in=reader_ids_of(concern, leads)).order_by("pk"):
        tell(person)
