"""Feedback for those who keep pages: what a force's editors see of it, and who is told when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, Feedback
from cms.selectors.feedback import feedback_seen_by, open_feedback_of
from cms.services.feedback import TOLD_WITHIN, take_feedback
from cms.tasks import tell_keepers_of_feedback
from cms.vocabulary import Marking
from notifications.models import Notification
from organisation.models import Role
from tests.cms.conftest import SignIn, holder_of
from tests.cms.forces.conftest import WritingForce, make_force
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/cms/feedback/"


def said(page: BasePage | None, words: str = "It is wrong", on: date | None = None) -> Feedback:
    today = timezone.localdate()
    return take_feedback(doing="Reading", problem=words, address="", page=page, today=on or today)


@pytest.fixture
def ours(db: None) -> WritingForce:
    """A force with an editor who owns none of its pages."""
    return make_force("Our Police")


def local_page(writing: WritingForce, **fields: object) -> BasePage:
    """A page in the section of the force."""
    page: BasePage = GuidancePageFactory(parent=writing.place.section, **fields)
    return page


def test_editors_of_a_force_see_what_is_said_of_its_pages_and_of_no_others(
    ours: WritingForce, sign_in: SignIn
) -> None:
    own = said(local_page(ours, title="Our page"), "Our words are wrong")
    foreign = said(local_page(make_force("Their Police")), "Words of another force")
    said(GuidancePageFactory(), "Words of the nation")
    said(None, "Words of the site")
    client = sign_in(ours.editor)
    html = client.get(LIST).content.decode()
    assert "Our words are wrong" in html
    assert "Words of" not in html
    assert "Our page" in client.get("/cms/").content.decode()
    assert client.get(f"{LIST}edit/{own.pk}/").status_code == 200
    answers = [client.get(f"{LIST}edit/{key}/") for key in (foreign.pk, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_editors_of_a_force_deal_with_it(ours: WritingForce, sign_in: SignIn) -> None:
    message = said(local_page(ours))
    changed = {"state": "in_progress", "assigned_to": ours.editor.pk, "note": ""}
    answer = sign_in(ours.editor).post(f"{LIST}edit/{message.pk}/", changed)
    assert answer.status_code == 302
    message.refresh_from_db()
    assert (message.state, message.assigned_to) == ("in_progress", ours.editor)


def test_it_is_handed_only_to_somebody_who_may_read_the_page(
    ours: WritingForce, sign_in: SignIn
) -> None:
    stranger = make_force("Their Police").editor
    message = said(local_page(ours))
    changed = {"state": "new", "assigned_to": stranger.pk, "note": "Please look"}
    answer = sign_in(ours.editor).post(f"{LIST}edit/{message.pk}/", changed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "This person may not read the page." in html
    assert "Please look</textarea>" in html
    message.refresh_from_db()
    assert message.assigned_to is None


def test_an_owner_who_may_no_longer_read_a_page_sees_nothing_said_of_it(ours: WritingForce) -> None:
    page = GuidancePageFactory(content_owner=ours.editor)
    said(page)
    assert feedback_seen_by(ours.editor).count() == 1
    BasePage.objects.filter(pk=page.pk).update(marking=Marking.OFFICIAL_SENSITIVE)
    assert list(feedback_seen_by(ours.editor)) == []
    assert list(open_feedback_of(ours.editor)) == []


def told(person: User) -> list[tuple[str, dict[str, str]]]:
    rows = Notification.objects.filter(kind="cms.feedback_waits", recipient=person)
    return list(rows.values_list("url", "params"))


def test_an_owner_is_told_once_of_a_day_when_it_is_over(editor: User) -> None:
    other = holder_of(Role.EDITOR)
    page = GuidancePageFactory(title="A title that no mail names", content_owner=editor)
    said(page)
    tell_keepers_of_feedback()
    assert told(editor) == []  # the hour of a notice would say when somebody wrote
    Feedback.objects.update(received_on=timezone.localdate() - timedelta(days=1))
    said(page, on=timezone.localdate() - timedelta(days=1))
    tell_keepers_of_feedback()
    tell_keepers_of_feedback()
    assert told(editor) == [(LIST, {})]
    assert told(other) == []


def test_without_an_owner_those_who_may_change_the_page_are_told(
    ours: WritingForce, editor: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    said(local_page(ours), on=yesterday)
    tell_keepers_of_feedback()
    assert (len(told(ours.editor)), len(told(editor))) == (1, 0)
    said(None, on=yesterday)
    tell_keepers_of_feedback()
    assert (len(told(ours.editor)), len(told(editor))) == (1, 1)


def test_whoever_it_was_handed_to_is_told_and_nobody_of_what_was_begun_or_is_old(
    ours: WritingForce, editor: User
) -> None:
    today = timezone.localdate()
    handed = said(GuidancePageFactory(content_owner=editor), on=today - timedelta(days=1))
    Feedback.objects.filter(pk=handed.pk).update(assigned_to=ours.editor)
    said(GuidancePageFactory(content_owner=editor), on=today - TOLD_WITHIN - timedelta(days=1))
    begun = said(GuidancePageFactory(content_owner=editor), on=today - timedelta(days=2))
    Feedback.objects.filter(pk=begun.pk).update(state=Feedback.State.IN_PROGRESS)
    tell_keepers_of_feedback()
    assert (len(told(ours.editor)), len(told(editor))) == (1, 0)
