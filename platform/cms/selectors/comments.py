"""The comments of a page as one reader sees them, and a person's own comments."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.rules import COMMENTS_A_PAGE, EDIT_WITHIN, RULES_VERSION
from cms.models import (
    BasePage,
    CommentDecision,
    CommentingWithdrawal,
    PageComment,
    RulesAcceptance,
)
from cms.selectors import pages_visible_to

State = PageComment.State


@dataclass(frozen=True)
class CommentShown:
    """One comment as one reader sees it; words is None where they are not for the reader."""

    public_id: UUID
    name: str
    standing: str
    posted_at: datetime
    was_edited: bool
    words: str | None
    # What stands in the place of the words, or beside one's own.
    note: str
    is_own: bool
    is_visible: bool
    can_be_edited: bool
    replies: "tuple[CommentShown, ...]" = field(default=())


@dataclass(frozen=True)
class OwnComment:
    """One's own comment, where it stands, and what was decided about it."""

    comment: PageComment
    page_title: str
    page_url: str
    reason: str
    can_be_edited: bool
    # Replies that everybody sees.
    replies: int


def count_visible(page: BasePage) -> int:
    """How many comments every reader of the page sees."""
    return PageComment.objects.visible().filter(page=page.pk).count()


# A page of a list has no type for rows that are shown as something else; so below.
def comments_on(page: BasePage, user: User, number: str | None, now: datetime) -> Page[Any]:
    """One page of the list, oldest first, each comment with its replies, in a few queries."""
    listed = _in_order(page, user).select_related("author", "force")
    listed = listed.prefetch_related(Prefetch("replies", _replies_for(user), "answers"))
    shown: Page[Any] = Paginator(listed, COMMENTS_A_PAGE).get_page(number)
    shown.object_list = [_with_answers(comment, user, now) for comment in shown.object_list]
    return shown


def number_of_list_page(comment: PageComment, user: User) -> int:
    """Which page of the list the comment, or the one that it answers, stands on."""
    begun = comment.parent or comment
    before = Q(posted_at__lt=begun.posted_at) | Q(posted_at=begun.posted_at, pk__lt=begun.pk)
    return int(_in_order(comment.page, user).filter(before).count()) // COMMENTS_A_PAGE + 1


def _in_order(page: BasePage, user: User) -> QuerySet[PageComment]:
    begun: QuerySet[PageComment] = PageComment.objects.begun_for(user).filter(page=page.pk)
    return begun.order_by("posted_at", "pk")


def _replies_for(user: User) -> QuerySet[PageComment]:
    replies: QuerySet[PageComment] = PageComment.objects.shown_to(user)
    return replies.select_related("author", "force").order_by("posted_at", "pk")


# The list of the prefetch hangs on the row, which mypy cannot know of.
def _with_answers(comment: PageComment, user: User, now: datetime) -> CommentShown:
    answers: list[PageComment] = comment.answers  # type: ignore[attr-defined] # prefetched above
    return shown_to(comment, user, now, tuple(shown_to(answer, user, now) for answer in answers))


def shown_to(
    comment: PageComment, user: User, now: datetime, replies: tuple[CommentShown, ...] = ()
) -> CommentShown:
    """The comment as the person may see it: hidden words are for their author alone."""
    is_own = comment.author_id == user.pk
    has_words = comment.is_visible or (is_own and not comment.is_removed)
    return CommentShown(
        public_id=comment.public_id,
        name=str(comment.author) if has_words and comment.author else "",
        standing=f"{comment.get_rasso_role_display()}, {comment.force.name}" if has_words else "",
        posted_at=comment.posted_at,
        was_edited=comment.edited_at is not None,
        words=comment.text if has_words else None,
        note=_note(comment, is_own),
        is_own=is_own,
        is_visible=comment.is_visible,
        can_be_edited=is_own and can_be_edited(comment, now),
        replies=replies,
    )


def _note(comment: PageComment, is_own: bool) -> str:
    if comment.is_visible:
        return ""
    if comment.is_removed:
        return _("Removed by its author")
    return str(comment.get_state_display()) if is_own else _("This comment is not shown")


def can_be_edited(comment: PageComment, now: datetime) -> bool:
    """A comment that is shown, in its first minutes."""
    return comment.is_visible and now < comment.posted_at + EDIT_WITHIN


def list_page_of(page: BasePage, user: User, comment_id: str) -> str:
    """Which page of the list a comment stands on; the first for what is not in it."""
    try:
        wanted = UUID(comment_id)
    except ValueError:
        return "1"
    found = PageComment.objects.shown_to(user).filter(page=page.pk, public_id=wanted)
    comment = found.select_related("page", "parent").first()
    return str(number_of_list_page(comment, user)) if comment else "1"


def comment_of_page(page: BasePage, comment_id: UUID) -> PageComment | None:
    """A comment below the page whose words everybody sees."""
    visible = PageComment.objects.visible().filter(page=page.pk, public_id=comment_id)
    return visible.select_related("page", "author", "force", "parent").first()


def own_comment(user: User, comment_id: UUID) -> PageComment | None:
    """A comment that the person wrote and did not remove."""
    own = PageComment.objects.filter(author=user, public_id=comment_id)
    return own.exclude(state=State.REMOVED).select_related("page", "force").first()


def has_accepted_rules(user: User) -> bool:
    """Whether the person agreed to the rules as they stand."""
    return RulesAcceptance.objects.filter(person=user, version=RULES_VERSION).exists()


def own_comments(user: User, number: str | None, now: datetime) -> Page[Any]:
    """What the person wrote, newest first; removed ones are not theirs to see any more."""
    decisions = Prefetch("decisions", CommentDecision.objects.all(), "decided")
    rows = PageComment.objects.filter(author=user).exclude(state=State.REMOVED)
    answered = Count("replies", Q(replies__state=State.VISIBLE))
    rows = rows.select_related("page").prefetch_related(decisions).annotate(answered=answered)
    rows = rows.order_by("-posted_at", "-pk")
    shown: Page[Any] = Paginator(rows, COMMENTS_A_PAGE).get_page(number)
    listed = list(shown.object_list)
    titles = dict(
        pages_visible_to(user)
        .filter(pk__in={row.page_id for row in listed})
        .values_list("pk", "title")
    )
    shown.object_list = [_own(row, titles, now) for row in listed]
    return shown


def _own(comment: PageComment, titles: dict[int, str], now: datetime) -> OwnComment:
    decided: list[CommentDecision] = comment.decided  # type: ignore[attr-defined] # prefetched
    is_hidden = comment.state == State.HIDDEN
    is_readable = comment.page_id in titles
    return OwnComment(
        comment=comment,
        page_title=titles.get(comment.page_id, _("A page that you can no longer read")),
        page_url=str(comment.page.translation_key) if is_readable else "",
        reason=decided[0].reason if is_hidden and decided else "",
        can_be_edited=is_readable and can_be_edited(comment, now),
        replies=comment.answered if is_readable else 0,  # type: ignore[attr-defined] # annotated
    )


def own_withdrawals(user: User) -> list[CommentingWithdrawal]:
    """The times when the person's right to comment was withdrawn, newest first."""
    rows = CommentingWithdrawal.objects.filter(person=user).select_related("force")
    return list(rows.order_by("-withdrawn_at", "-pk"))
