"""Whoever wrote a comment is told that somebody replied, in words that name nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.comments.notices import COMMENT_ANSWERED
from cms.comments.rules import COMMENTS_A_PAGE
from cms.exceptions import CommentRefusedError
from cms.models import GuidancePage, PageComment
from cms.services.comments import remove_comment
from notifications.mails import notification_mail
from notifications.models import Delivery, Notification
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import author_of, colleague, comment_on, decide, national_editor
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory(title="Taking a first account")
    return made


@pytest.fixture
def comment(page: GuidancePage, officer: User) -> PageComment:
    return comment_on(page, officer, "Where is the list kept?")


def told() -> list[User]:
    rows = Notification.objects.filter(kind=COMMENT_ANSWERED).order_by("pk")
    return [row.recipient for row in rows]


def test_the_author_is_told_in_words_that_name_neither_page_nor_person(
    comment: PageComment, officer: User
) -> None:
    reply = comment_on(comment.page, text="In the control room.", reply_to=comment)
    assert told() == [officer]
    mail = notification_mail(Delivery.objects.get())
    said = f"{mail.subject} {mail.body}"
    assert "Your comments say which one, and lead to the reply." in said
    for secret in ("first account", "control room", "the list", str(author_of(reply))):
        assert secret not in said


def test_many_replies_on_one_day_are_told_of_once_and_another_day_again(
    comment: PageComment, officer: User
) -> None:
    now = timezone.now()
    # A day and a half: one with a change of the clocks has 25 hours.
    for hours in (0, 0, 36):
        comment_on(comment.page, reply_to=comment, now=now + timedelta(hours=hours))
    assert told() == [officer, officer]


def test_nobody_is_told_of_a_comment_that_answers_none_or_of_their_own_reply(
    comment: PageComment, officer: User
) -> None:
    comment_on(comment.page)
    comment_on(comment.page, officer, reply_to=comment)
    assert told() == []


def test_a_comment_that_was_removed_or_hidden_is_neither_answered_nor_told_of(
    comment: PageComment, officer: User
) -> None:
    hidden = comment_on(comment.page, officer)
    decide(hidden, national_editor())
    remove_comment(person=officer, comment_id=comment.public_id)
    for gone in (hidden, comment):
        with pytest.raises(CommentRefusedError):
            comment_on(comment.page, reply_to=gone)
    assert told() == []


def test_whoever_may_no_longer_read_the_page_or_sign_in_is_not_told(
    comment: PageComment, officer: User
) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    comment_on(comment.page, reply_to=comment)
    User.objects.filter(pk=officer.pk).update(is_active=True)
    officer.memberships.all().delete()
    comment_on(comment.page, reply_to=comment)
    assert told() == []


def test_a_reply_to_somebody_of_another_force_is_told_only_while_the_page_is_theirs(
    comment: PageComment,
) -> None:
    """A page that became a force's own is read by others no more, and so are its replies."""
    elsewhere = ForceFactory()
    GuidancePage.objects.filter(pk=comment.page_id).update(force=elsewhere)
    local = GuidancePage.objects.get(pk=comment.page_id)
    comment_on(local, national_editor(), reply_to=comment)
    assert told() == []


def test_the_notice_leads_to_the_own_comments_and_on_to_where_the_reply_stands(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    now = timezone.now() - timedelta(days=1)
    for _number in range(COMMENTS_A_PAGE):
        comment_on(page, now=now)
    comment = comment_on(page, officer, "Where is the list kept?")
    comment_on(page, text="In the control room.", reply_to=comment)
    client = sign_in(officer)
    notice = Notification.objects.get()
    own = client.get(reverse("notifications:open", args=[notice.public_id]), follow=True)
    assert own.request["PATH_INFO"] == reverse("own_comments")
    listed = reverse("page_comments", args=[page.translation_key])
    address = f"{listed}?comment={comment.public_id}"
    assert f'href="{address}#comment-{comment.public_id}">1 reply' in own.content.decode()
    found = client.get(address).content.decode()
    assert f'id="comment-{comment.public_id}"' in found
    assert "In the control room." in found


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-4000-8000-000000000000", ""])
def test_a_comment_that_is_not_there_leads_to_the_first_page(
    comment: PageComment, officer: User, sign_in: SignIn, asked: str
) -> None:
    listed = reverse("page_comments", args=[comment.page.translation_key])
    answer = sign_in(officer).get(listed, {"comment": asked})
    assert answer.status_code == 200
    assert "Where is the list kept?" in answer.content.decode()


def test_hidden_replies_are_not_counted(
    comment: PageComment, officer: User, sign_in: SignIn
) -> None:
    decide(comment_on(comment.page, reply_to=comment), national_editor())
    assert "1 reply" not in sign_in(officer).get(reverse("own_comments")).content.decode()


def test_the_own_comments_ask_as_many_queries_with_many_replies_as_with_one(
    comment: PageComment, officer: User, sign_in: SignIn
) -> None:
    client = sign_in(officer)
    comment_on(comment.page, reply_to=comment)
    client.get(reverse("own_comments"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("own_comments"))
    for _number in range(3):
        another = comment_on(comment.page, officer)
        comment_on(comment.page, colleague(), reply_to=another)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("own_comments"))
    assert len(many) == len(few)
