"""Writing, changing and removing comments. One person's comments come one after the other.

Whatever decides about a comment holds its row, so that a report, a decision and a removal cannot
pass each other; posting and withdrawing the right to post hold the person's row.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.notices import COMMENT_ANSWERED
from cms.comments.policies import (
    comments_are_open,
    has_lost_the_right,
    may_comment,
    may_read_comments,
)
from cms.comments.rules import COMMENTS_WITHIN, LONGEST_COMMENT, REPLIES_A_COMMENT, RULES_VERSION
from cms.exceptions import CommentRefusedError, TooManyCommentsError
from cms.models import BasePage, PageComment, RulesAcceptance
from cms.policies import may_read
from cms.selectors.comments import can_be_edited, has_accepted_rules
from core.next_time import again_at, in_words
from core.telling import tell
from core.typed_text import clean_typed
from organisation.selectors import post_today

State = PageComment.State


@transaction.atomic
def post_comment(
    *,
    person: User,
    page: BasePage,
    text: str,
    token: UUID,
    now: datetime,
    reply_to: UUID | None = None,
    rules_version: int | None = None,
) -> PageComment:
    """Keep the comment; the same form sent twice is one comment.

    rules_version: the version that the person agrees to with this comment, if they do.
    Raises CommentRefusedError, and TooManyCommentsError past a limit.
    """
    words = _words(text)
    lock_person(person)
    sent_before = PageComment.objects.filter(author=person, token=token).first()
    if sent_before is not None:
        return sent_before
    _check_may_comment(person, page)
    _accept_rules(person, rules_version, now)
    _check_not_too_many(person, now)
    post = post_today(person)
    if post is None:
        raise CommentRefusedError(_("Only people in post can comment."))
    parent = _locked_parent(page, reply_to) if reply_to else None
    made: PageComment = PageComment.objects.create(
        page=page,
        parent=parent,
        author=person,
        rasso_role=post.rasso_role,
        force=post.force,
        text=words,
        token=token,
        posted_at=now,
    )
    if parent is not None:
        _tell_of_reply(parent, page, made)
    return made


@transaction.atomic
def edit_comment(*, person: User, comment_id: UUID, text: str, now: datetime) -> PageComment:
    """Put other words in the place of one's own, within the first minutes."""
    words = _words(text)
    lock_person(person)
    comment = _locked_own(person, comment_id)
    if not can_be_edited(comment, now):
        raise CommentRefusedError(
            _("This comment can no longer be changed. You can still remove it.")
        )
    if has_lost_the_right(person, comment.page):
        raise CommentRefusedError(_("You may not comment at present."))
    if words != comment.text:
        comment.text, comment.edited_at = words, now
        comment.save(update_fields=["text", "edited_at"])
    return comment


@transaction.atomic
def remove_comment(*, person: User, comment_id: UUID) -> None:
    """Take the words of one's own comment out of the database; its place stays."""
    comment = _locked_own(person, comment_id)
    comment.text, comment.state = "", State.REMOVED
    comment.save(update_fields=["text", "state"])


def lock_person(person: User) -> None:
    """Hold the person's row, so that what depends on all that they did is done in turn."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _words(text: str) -> str:
    words = clean_typed(text, longest=LONGEST_COMMENT)
    if not words:
        raise CommentRefusedError(_("Write something before you send"))
    return words


def _check_may_comment(person: User, page: BasePage) -> None:
    if not comments_are_open(page):
        raise CommentRefusedError(_("Comments on this page are closed. Yours was not sent."))
    if not may_comment(person, page):
        raise CommentRefusedError(_("You may not comment at present. Your comment was not sent."))


def _accept_rules(person: User, version: int | None, now: datetime) -> None:
    if has_accepted_rules(person):
        return
    if version != RULES_VERSION:
        raise CommentRefusedError(_("Read the house rules and say that you will keep to them."))
    RulesAcceptance.objects.create(person=person, version=RULES_VERSION, accepted_at=now)


def _check_not_too_many(person: User, now: datetime) -> None:
    own = PageComment.objects.filter(author=person)
    again = again_at(own, "posted_at", COMMENTS_WITHIN, now)
    if again is not None:
        words = _(
            "You have written many comments in a short time. You can send this one %(when)s. "
            "It is still in the box."
        )
        raise TooManyCommentsError(words % {"when": in_words(again, now)})


def _locked_parent(page: BasePage, comment_id: UUID) -> PageComment:
    """The comment that is answered, its row held; only one that answers no other has replies."""
    begun = PageComment.objects.visible().filter(page=page, parent__isnull=True)
    parent = begun.select_for_update().filter(public_id=comment_id).first()
    if parent is None:
        raise CommentRefusedError(_("The comment that you answer is no longer there."))
    if parent.replies.count() >= REPLIES_A_COMMENT:
        raise CommentRefusedError(
            _("This comment has as many replies as it can have. Write a comment of its own.")
        )
    return parent


def _tell_of_reply(parent: PageComment, page: BasePage, reply: PageComment) -> None:
    """Tell whoever wrote the comment, once a day, if they may still read what was replied."""
    author = parent.author
    if author is None or author == reply.author or not author.is_active:
        return
    if not may_read(author, page) or not may_read_comments(author, page):
        return
    tell(
        recipient=author,
        kind=COMMENT_ANSWERED,
        subject_key=f"{parent.public_id}:{timezone.localdate(reply.posted_at).isoformat()}",
        url=reverse("own_comments"),
    )


def _locked_own(person: User, comment_id: UUID) -> PageComment:
    own = PageComment.objects.filter(author=person).exclude(state=State.REMOVED)
    rows = own.select_related("page").select_for_update(of=("self",))
    comment = rows.filter(public_id=comment_id).first()
    if comment is None:
        raise CommentRefusedError(_("This comment is no longer there."))
    return comment
