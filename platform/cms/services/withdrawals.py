"""Withdrawing the right to comment, giving it back, and the one appeal, which another decides."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.policies import may_decide_appeal, may_decide_on, may_look_after
from cms.comments.rules import LONGEST_APPEAL, LONGEST_REASON
from cms.exceptions import ModerationRefusedError
from cms.models import CommentingWithdrawal, PageComment
from cms.policies import may_write_national_content
from cms.services.comments import lock_person
from cms.services.moderation import tell_about_comments
from core.events import record_event
from core.typed_text import clean_typed
from organisation.selectors import force_id_of

Outcome = CommentingWithdrawal.Outcome


@transaction.atomic
def withdraw_right(
    *, moderator: User, comment_id: UUID, reason: str, ends_on: date | None, now: datetime
) -> CommentingWithdrawal:
    """Take the right to comment from the author of a comment until a day, or until given back.

    By whoever looks after the nation's pages it holds everywhere; by those of a force, on the
    local pages of that force.
    """
    why = _words(reason, LONGEST_REASON, _("Say why. The person reads it."))
    rows = PageComment.objects.select_related("page", "author")
    comment = rows.filter(public_id=comment_id).first()
    if comment is None or not may_decide_on(moderator, comment):
        raise ModerationRefusedError(_("This comment is not yours to decide on."))
    if comment.author is None:
        raise ModerationRefusedError(_("Whoever wrote this comment has no account any more."))
    force_id = None if may_write_national_content(moderator) else comment.page.force_id
    lock_person(comment.author)
    _check_day(ends_on, now)
    _end_lapsed(comment.author, force_id, now)
    made = CommentingWithdrawal.objects.create(
        person=comment.author,
        force_id=force_id,
        comment=comment,
        reason=why,
        ends_on=ends_on,
        withdrawn_at=now,
        withdrawn_by=moderator,
    )
    _note(moderator, "cms.commenting_withdrawn", made)
    tell_about_comments(made.person, f"withdrawal:{made.public_id}")
    return made


@transaction.atomic
def lift_withdrawal(*, moderator: User, withdrawal_id: UUID, now: datetime) -> None:
    """Give the right back; an appeal that waits needs no answer any more."""
    withdrawal = _locked(withdrawal_id)
    if not may_look_after(moderator, withdrawal):
        raise ModerationRefusedError(_("This is not yours to decide on."))
    _check_in_force(withdrawal, now)
    _give_back(withdrawal, moderator, now)
    withdrawal.save()
    _note(moderator, "cms.commenting_given_back", withdrawal)
    tell_about_comments(withdrawal.person, f"lifted:{withdrawal.public_id}")


@transaction.atomic
def appeal_withdrawal(*, person: User, withdrawal_id: UUID, words: str, now: datetime) -> None:
    """Ask once for another to look at it."""
    said = _words(words, LONGEST_APPEAL, _("Say why it should be given back."))
    withdrawal = _locked(withdrawal_id)
    if withdrawal.person_id != person.pk:
        raise ModerationRefusedError(_("This is not yours to appeal against."))
    _check_in_force(withdrawal, now)
    if withdrawal.appealed_at is not None:
        raise ModerationRefusedError(_("You have appealed against this already."))
    withdrawal.appeal, withdrawal.appealed_at = said, now
    withdrawal.save(update_fields=["appeal", "appealed_at"])
    _note(person, "cms.commenting_appealed", withdrawal)


@transaction.atomic
def decide_appeal(
    *,
    moderator: User,
    withdrawal_id: UUID,
    outcome: CommentingWithdrawal.Outcome,
    answer: str,
    now: datetime,
) -> None:
    """Answer the appeal; whoever withdrew the right may not."""
    said = _words(answer, LONGEST_REASON, _("Give your reasons. The person reads them."))
    withdrawal = _locked(withdrawal_id)
    if not may_decide_appeal(moderator, withdrawal):
        raise ModerationRefusedError(
            _("An appeal is decided by somebody else than who withdrew the right.")
        )
    _check_in_force(withdrawal, now)
    if not withdrawal.has_open_appeal:
        raise ModerationRefusedError(_("This appeal has been decided already. Look at it again."))
    withdrawal.appeal_outcome, withdrawal.appeal_answer = outcome, said
    withdrawal.appeal_decided_at, withdrawal.appeal_decided_by = now, moderator
    if outcome == Outcome.LIFTED:
        _give_back(withdrawal, moderator, now)
    withdrawal.save()
    _note(moderator, f"cms.commenting_appeal_{outcome.value}", withdrawal)
    tell_about_comments(withdrawal.person, f"appeal:{withdrawal.public_id}")


def _words(text: str, longest: int, missing: str) -> str:
    words = clean_typed(text, longest=longest)
    if not words:
        raise ModerationRefusedError(missing)
    return words


def _check_day(ends_on: date | None, now: datetime) -> None:
    if ends_on is not None and ends_on <= timezone.localdate(now):
        raise ModerationRefusedError(_("Choose a day after today, or none at all."))


def _end_lapsed(person: User, force_id: int | None, now: datetime) -> None:
    """Close one that is past its day; one that still holds stands in the way of another."""
    live = CommentingWithdrawal.objects.filter(person=person, force=force_id, ended_at__isnull=True)
    if live.in_force(timezone.localdate(now)).exists():
        raise ModerationRefusedError(_("This person’s right to comment is withdrawn already."))
    live.update(ended_at=now)


def _locked(withdrawal_id: UUID) -> CommentingWithdrawal:
    rows = CommentingWithdrawal.objects.select_related("person").select_for_update(of=("self",))
    found = rows.filter(public_id=withdrawal_id).first()
    if found is None:
        raise ModerationRefusedError(_("This is no longer there."))
    return found


def _check_in_force(withdrawal: CommentingWithdrawal, now: datetime) -> None:
    if not withdrawal.is_in_force(timezone.localdate(now)):
        raise ModerationRefusedError(_("The person may comment again already."))


def _give_back(withdrawal: CommentingWithdrawal, moderator: User, now: datetime) -> None:
    withdrawal.ended_at, withdrawal.lifted_by = now, moderator


def _note(actor: User, action: str, withdrawal: CommentingWithdrawal) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=force_id_of(actor),
        target=f"cms.commentingwithdrawal:{withdrawal.public_id}",
        details={
            "person": str(withdrawal.person.public_id),
            "ends_on": withdrawal.ends_on.isoformat() if withdrawal.ends_on else None,
        },
    )
