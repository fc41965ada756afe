"""Deciding about comments: keep, hide with a reason, open and close the comments of a page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.notices import COMMENT_NEWS
from cms.comments.policies import can_have_comments, may_decide_on, may_moderate
from cms.comments.rules import LONGEST_REASON
from cms.exceptions import ModerationRefusedError
from cms.models import BasePage, CommentDecision, CommentSwitch, PageComment
from core.events import record_event
from core.telling import tell
from core.typed_text import clean_typed
from organisation.selectors import force_id_of

State, Kind = PageComment.State, CommentDecision.Kind
STATE_AFTER = {Kind.KEPT: State.VISIBLE, Kind.HIDDEN: State.HIDDEN}
ACTION_OF = {Kind.KEPT: "cms.comment_kept", Kind.HIDDEN: "cms.comment_hidden"}


@transaction.atomic
def decide_comment(
    *,
    moderator: User,
    comment_id: UUID,
    kind: CommentDecision.Kind,
    reason: str,
    seen: int,
    now: datetime,
) -> CommentDecision:
    """Keep or hide the comment and settle what was reported about it; its author is told.

    seen: how many decisions the page showed to whoever decides. If there is another by now, two
    people were looking at once, and the second looks again.
    """
    why = clean_typed(reason, longest=LONGEST_REASON)
    comment = _locked(comment_id)
    if comment is None or not may_decide_on(moderator, comment):
        raise ModerationRefusedError(_("This comment is not yours to decide on."))
    if comment.decisions.count() != seen:
        raise ModerationRefusedError(
            _("Somebody else has decided about this comment in the meantime. Look at it again.")
        )
    if kind == Kind.HIDDEN:
        _check_can_be_hidden(comment, why)
    decision = CommentDecision.objects.create(
        comment=comment, kind=kind, reason=why, decided_at=now, decided_by=moderator
    )
    comment.reports.filter(settled_at__isnull=True).update(settled_at=now)
    _carry_out(comment, decision)
    record_event(
        actor=moderator,
        action=ACTION_OF[kind],
        force_id=force_id_of(moderator),
        target=f"cms.pagecomment:{comment.public_id}",
        details={"person": str(comment.author.public_id)} if comment.author else {},
    )
    return decision


@transaction.atomic
def open_or_close_comments(
    *, moderator: User, page: BasePage, are_open: bool, now: datetime
) -> None:
    """Take comments on the page from now on, or take no more; what is there stays."""
    if not may_moderate(moderator, page) or not can_have_comments(page):
        raise ModerationRefusedError(_("The comments of this page are not yours to look after."))
    CommentSwitch.objects.update_or_create(
        page=BasePage.objects.get(pk=page.pk),
        defaults={"are_open": are_open, "changed_at": now, "changed_by": moderator},
    )
    record_event(
        actor=moderator,
        action="cms.comments_opened" if are_open else "cms.comments_closed",
        force_id=force_id_of(moderator),
        target=f"cms.basepage:{page.translation_key}",
    )


def _locked(comment_id: UUID) -> PageComment | None:
    rows = PageComment.objects.select_related("page", "author").select_for_update(of=("self",))
    return rows.filter(public_id=comment_id).first()


def _check_can_be_hidden(comment: PageComment, why: str) -> None:
    if not why:
        raise ModerationRefusedError(_("Say why. The author of the comment reads it."))
    if comment.is_removed:
        raise ModerationRefusedError(_("Its author has removed this comment already."))


def _carry_out(comment: PageComment, decision: CommentDecision) -> None:
    """Change what readers see, and tell the author only if something has changed for them."""
    before = comment.state
    if comment.is_removed or before == STATE_AFTER[Kind(decision.kind)]:
        return
    comment.state = STATE_AFTER[Kind(decision.kind)]
    comment.save(update_fields=["state"])
    if comment.author:
        tell_about_comments(comment.author, f"decision:{decision.public_id}")


def tell_about_comments(person: User, subject_key: str) -> None:
    """Tell the person that there is something to read about their comments, and nothing more."""
    tell(
        recipient=person,
        kind=COMMENT_NEWS,
        subject_key=subject_key,
        url=reverse("own_comments"),
    )
