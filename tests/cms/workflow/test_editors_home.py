"""The first page of the CMS, and what owners are told when a review date comes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.models import GuidancePage, Remit
from cms.tasks import warn_of_due_reviews
from notifications.models import Notification
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import Team, reviewer
from tests.cms.workflow.editing import form_of, post, submit, words
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

MINOR = {"change_kind": "minor", "change_note": "Clearer."}


def test_an_editor_sees_what_is_due_and_what_is_not_published(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    for title, days in (("Long past", -3), ("Soon", 10), ("Next year", 300)):
        review = today + timedelta(days=days)
        GuidancePageFactory(title=title, content_owner=team.editor, next_review_on=review)
    GuidancePageFactory(
        title="Of somebody else",
        content_owner=team.lawyer,
        next_review_on=today - timedelta(days=9),
    )
    client = sign_in(team.editor)
    post(client, live_page, form_of(live_page, title="A draft of mine"))
    html = words(client.get("/cms/"))
    due = html.split('id="reviews-due', 1)[1].split('id="unpublished', 1)[0]
    assert "Overdue since" in due
    assert "Due on" in due
    assert [title in due for title in ("Long past", "Soon", "Next year")] == [True, True, False]
    assert "Of somebody else" not in html
    assert "A draft of mine" in html.split('id="unpublished', 1)[1]
    assert "Nothing waits for you." in html


def test_a_reviewer_sees_what_waits_for_their_remit_only(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, title="To be read", **MINOR)
    # A live page is listed by the name that its readers know.
    html = words(sign_in(team.specialist).get("/cms/"))
    assert "As it was" in html
    assert "Nothing waits for you." not in html
    for person in (team.lawyer, team.editor):
        html = words(sign_in(person).get("/cms/"))
        assert "Nothing waits for you." in html


def test_everything_empty_is_said_in_words(superuser: User, sign_in: SignIn) -> None:
    html = words(sign_in(superuser).get("/cms/"))
    assert "No page that waits for you is due in the next month." in html
    assert "You have no draft that waits to be published." in html


def test_the_first_page_asks_no_more_for_more_pages(editor: User, sign_in: SignIn) -> None:
    client = sign_in(editor)
    counts = []
    for _round in range(2):
        for _number in range(3):
            GuidancePageFactory(content_owner=editor, next_review_on=timezone.localdate())
        client.get("/cms/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/cms/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_owner_is_told_once_a_page_and_date(editor: User) -> None:
    today = timezone.localdate()
    page = GuidancePageFactory(title="Secret title", content_owner=editor, next_review_on=today)
    GuidancePageFactory(content_owner=editor, next_review_on=today + timedelta(days=1))
    GuidancePageFactory(content_owner=editor, next_review_on=today, live=False)
    warn_of_due_reviews()
    warn_of_due_reviews()
    [told] = Notification.objects.filter(kind="cms.review_due")
    assert (told.recipient, told.url, told.params) == (editor, "/cms/", {})
    GuidancePage.objects.filter(pk=page.pk).update(next_review_on=today - timedelta(days=1))
    warn_of_due_reviews()
    assert Notification.objects.filter(kind="cms.review_due").count() == 2


def test_two_reviewers_are_both_told_and_one_decides(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    second = reviewer(Remit.SPECIALIST)
    submit(sign_in(team.editor), live_page, title="To be read", **MINOR)
    asked = Notification.objects.filter(kind="cms.review_asked")
    assert set(asked.values_list("recipient", flat=True)) == {team.specialist.pk, second.pk}
