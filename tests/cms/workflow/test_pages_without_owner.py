"""A page that nobody looks after is still reviewed: those who write there see it and are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from cms.models import GuidancePage
from cms.tasks import warn_of_due_reviews
from notifications.models import Notification
from organisation.models import Role, RoleGrant
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce, ours, theirs
from tests.cms.workflow.editing import words
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

__all__ = ["ours", "theirs"]  # fixtures

NOBODYS = "cms.review_due_without_owner"
LATE = timedelta(days=3)


def due_page(title: str, **more: object) -> GuidancePage:
    page: GuidancePage = GuidancePageFactory(
        title=title, next_review_on=timezone.localdate() - LATE, **more
    )
    return page


def local_page(of: WritingForce, title: str, **more: object) -> GuidancePage:
    return due_page(title, parent=of.place.section, **more)


def due_list(person: User, sign_in: SignIn) -> str:
    html = words(sign_in(person).get("/cms/"))
    return html.split('id="reviews-due', 1)[1].split('id="unpublished', 1)[0]


def told() -> set[tuple[User, str]]:
    rows = Notification.objects.filter(kind__startswith="cms.review_due")
    return {(row.recipient, row.kind) for row in rows.select_related("recipient")}


def test_a_national_page_stands_in_the_lists_of_national_editors_alone(
    editor: User, approver: User, ours: WritingForce, sign_in: SignIn
) -> None:
    due_page("Left alone")
    for person in (editor, approver):
        shown = due_list(person, sign_in)
        assert "Left alone" in shown
        assert "Overdue since" in shown
        assert "It has no owner." in shown
    assert "Left alone" not in due_list(ours.editor, sign_in)


def test_a_local_page_stands_in_the_lists_of_its_force_alone(
    editor: User, ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    local_page(ours, "Ours alone")
    for person in (ours.editor, ours.approver):
        assert "Ours alone" in due_list(person, sign_in)
    for person in (editor, theirs.editor):
        assert "Ours alone" not in due_list(person, sign_in)


def test_a_page_of_an_owner_who_does_not_write_there_says_so(
    editor: User, ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    due_page("Of a force's editor", content_owner=ours.editor)
    local_page(ours, "Of somebody elsewhere", content_owner=theirs.editor)
    local_page(ours, "Of our approver", content_owner=ours.approver)
    assert "Its owner does not write here." in due_list(editor, sign_in)
    shown = due_list(ours.editor, sign_in)
    assert "Of somebody elsewhere" in shown
    assert "Its owner does not write here." in shown
    assert "Of our approver" not in shown


def test_those_who_write_there_are_told_once_a_page_and_date(
    editor: User, approver: User, ours: WritingForce, theirs: WritingForce
) -> None:
    due_page("Left alone")
    local_page(ours, "Ours alone")
    due_page("A draft", live=False)
    for _time in range(2):
        warn_of_due_reviews()
    people = (editor, approver, ours.editor, ours.approver)
    assert told() == {(person, NOBODYS) for person in people}
    assert Notification.objects.filter(kind=NOBODYS).count() == len(people)
    assert {row.url for row in Notification.objects.filter(kind=NOBODYS)} == {"/cms/"}
    assert {str(row.params) for row in Notification.objects.filter(kind=NOBODYS)} == {"{}"}


def test_an_owner_who_is_gone_is_not_told_and_the_others_are(editor: User, approver: User) -> None:
    due_page("Of somebody who left", content_owner=editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    warn_of_due_reviews()
    assert told() == {(approver, NOBODYS)}


def test_an_owner_who_writes_there_is_told_alone(editor: User, approver: User) -> None:
    due_page("Looked after", content_owner=editor)
    warn_of_due_reviews()
    assert told() == {(editor, "cms.review_due")}
    assert RoleGrant.objects.filter(person=approver, role=Role.APPROVER).exists()
