"""Comments for tests, through the services: comment_on(page), report(comment), decide(...)."""

from datetime import date, datetime
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from cms.comments.rules import RULES_VERSION
from cms.models import (
    BasePage,
    CommentDecision,
    CommentingWithdrawal,
    CommentReport,
    PageComment,
)
from cms.services.comments import post_comment
from cms.services.moderation import decide_comment
from cms.services.reports import report_comment
from cms.services.withdrawals import withdraw_right
from organisation.models import Node, Role
from tests.factories.organisation import RoleGrantFactory, TeamFactory, nation, person_in


def colleague() -> User:
    """Somebody in post in a team of their own."""
    return person_in(TeamFactory())


def national_editor() -> User:
    """Somebody in post who writes for the nation."""
    return person_in(TeamFactory(), Role.EDITOR, scope=nation())


def force_editor(force: Node) -> User:
    """Somebody in post elsewhere who writes for the force."""
    editor = person_in(TeamFactory())
    RoleGrantFactory(person=editor, role=Role.EDITOR, scope=force)
    return editor


def comment_on(
    page: BasePage,
    person: User | None = None,
    text: str = "Invented words about the page.",
    *,
    reply_to: PageComment | None = None,
    now: datetime | None = None,
) -> PageComment:
    """A comment of the person, or of a colleague made for it."""
    return post_comment(
        person=person or colleague(),
        page=page,
        text=text,
        token=uuid4(),
        now=now or timezone.now(),
        reply_to=reply_to.public_id if reply_to else None,
        rules_version=RULES_VERSION,
    )


def author_of(comment: PageComment) -> User:
    """Who wrote the comment; in tests somebody always did."""
    assert comment.author is not None
    return comment.author


def report(comment: PageComment, person: User | None = None, words: str = "") -> bool:
    """Report the comment as the person, or as a colleague made for it."""
    return report_comment(
        person=person or colleague(),
        page=comment.page,
        comment_id=comment.public_id,
        reason=CommentReport.Reason.UNKIND,
        words=words,
        now=timezone.now(),
    )


def decide(
    comment: PageComment,
    moderator: User,
    kind: CommentDecision.Kind = CommentDecision.Kind.HIDDEN,
    reason: str = "It is about a colleague.",
    *,
    seen: int | None = None,
) -> CommentDecision:
    """Decide about the comment as it stands, or as it stood after `seen` decisions."""
    return decide_comment(
        moderator=moderator,
        comment_id=comment.public_id,
        kind=kind,
        reason=reason,
        seen=comment.decisions.count() if seen is None else seen,
        now=timezone.now(),
    )


def withdraw_from(
    comment: PageComment, moderator: User, ends_on: date | None = None
) -> CommentingWithdrawal:
    """Withdraw the right to comment from whoever wrote the comment."""
    return withdraw_right(
        moderator=moderator,
        comment_id=comment.public_id,
        reason="Insulting, after a warning.",
        ends_on=ends_on,
        now=timezone.now(),
    )
