"""Three answers at the end from whoever asked for support, kept apart from the pair."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import ConversationError
from peer_support.models import Feedback, Pairing
from peer_support.refs import requester_ref_of


@dataclass(frozen=True, slots=True)
class Answers:
    """1 to 5 each, or None where a question was left out."""

    was_listened_to: int | None
    felt_safe: int | None
    would_ask_again: int | None


@transaction.atomic
def give_feedback(*, person: User, pairing_id: UUID, answers: Answers, now: datetime) -> bool:
    """Keep the answers with the month alone; False if the person has answered before."""
    own = Pairing.objects.filter(
        request__requester_ref=requester_ref_of(person), public_id=pairing_id
    )
    if not own.filter(state=Pairing.State.ENDED).exists():
        raise ConversationError(_("These questions come when the conversation has ended."))
    if not own.filter(feedback_given=False).update(feedback_given=True):
        return False
    Feedback.objects.create(
        month=timezone.localdate(now).replace(day=1),
        was_listened_to=answers.was_listened_to,
        felt_safe=answers.felt_safe,
        would_ask_again=answers.would_ask_again,
    )
    return True
