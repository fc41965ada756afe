"""Readers report a comment; enough of them hide it; editors keep or hide it, and say why."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from cms.models import CommentDecision, CommentReport, GuidancePage, PageComment
from notifications.models import Notification
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import (
    author_of,
    colleague,
    comment_on,
    decide,
    force_editor,
    national_editor,
    report,
)
from tests.factories.organisation import (
    ForceFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
)

pytestmark = pytest.mark.django_db

State, Kind = PageComment.State, CommentDecision.Kind


@pytest.fixture
def page(db: None) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory()
    return made


@pytest.fixture
def comment(page: GuidancePage) -> PageComment:
    return comment_on(page, text="Words that some find unkind")


def words_below(client: Client, comment: PageComment) -> str:
    address = reverse("page_comments", args=[comment.page.translation_key])
    return client.get(address).content.decode()


def decision(kind: str = "hidden", reason: str = "Rule 4.", seen: int = 0) -> dict[str, str]:
    return {"kind": kind, "reason": reason, "seen": str(seen)}


def test_a_reader_reports_a_comment_and_is_thanked(comment: PageComment, sign_in: SignIn) -> None:
    reader = colleague()
    client = sign_in(reader)
    address = reverse("report_comment", args=[comment.page.translation_key, comment.public_id])
    assert "Words that some find unkind" in client.get(address).content.decode()
    empty = client.post(address, {"words": "Kept in the box"}).content.decode()
    assert "Select an answer to “What is wrong with it?”" in empty
    assert "Kept in the box</textarea>" in empty
    sent = {"reason": "unkind", "words": "It mocks <b>people</b>"}
    assert "Thank you" in client.post(address, sent, follow=True).content.decode()
    made = CommentReport.objects.get()
    assert (made.reporter, made.reason, made.words) == (reader, "unkind", "It mocks people")
    assert made.seen_text == "Words that some find unkind"


def test_somebody_who_reports_twice_counts_once(comment: PageComment) -> None:
    reader = colleague()
    assert [report(comment, reader) for _time in range(4)] == [True, False, False, False]
    comment.refresh_from_db()
    assert (comment.state, comment.reports.count()) == (State.VISIBLE, 1)


def test_three_people_hide_a_comment_until_somebody_has_looked(
    comment: PageComment, sign_in: SignIn
) -> None:
    author, other = sign_in(author_of(comment)), sign_in(colleague())
    report(comment)
    report(comment)
    assert "Words that some find unkind" in words_below(other, comment)
    report(comment)
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    assert "Words that some find unkind" not in words_below(other, comment)
    seen = words_below(author, comment)
    assert "Words that some find unkind" in seen
    assert "Hidden until somebody has looked at it" in seen


def test_nobody_reports_their_own_or_a_hidden_comment(
    comment: PageComment, sign_in: SignIn
) -> None:
    address = reverse("report_comment", args=[comment.page.translation_key, comment.public_id])
    assert sign_in(author_of(comment)).get(address).status_code == 404
    decide(comment, national_editor())
    client = sign_in(colleague())
    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "unkind"}).status_code == 404
    assert not CommentReport.objects.exists()


def test_the_author_never_learns_who_reported(comment: PageComment, sign_in: SignIn) -> None:
    reporters = [colleague() for _number in range(3)]
    for reporter in reporters:
        report(comment, reporter, "My own words about it")
    decide(comment, national_editor())
    client = sign_in(author_of(comment))
    seen = words_below(client, comment) + client.get(reverse("own_comments")).content.decode()
    assert "My own words about it" not in seen
    assert not any(str(reporter) in seen for reporter in reporters)
    logged = list(AuditEvent.objects.filter(action__startswith="cms.comment"))
    ids = {str(reporter.public_id) for reporter in reporters}
    assert logged
    assert not [event for event in logged if event.actor in ids]


def test_editors_of_the_nation_find_what_waits_and_who_reported_is_shown_to_none(
    comment: PageComment, sign_in: SignIn
) -> None:
    reporter = colleague()
    report(comment, reporter, "It mocks people")
    client = sign_in(national_editor())
    waiting = client.get(reverse("cms_comments")).content.decode()
    assert str(comment.public_id) in waiting
    one = client.get(reverse("cms_comment", args=[comment.public_id])).content.decode()
    assert "Words that some find unkind" in one
    assert "It mocks people" in one
    assert reporter.email not in one
    assert str(reporter) not in one


def test_a_comment_that_is_kept_is_shown_again_and_needs_three_others(
    comment: PageComment, sign_in: SignIn
) -> None:
    reporters = [colleague() for _number in range(3)]
    for reporter in reporters:
        report(comment, reporter)
    client = sign_in(national_editor())
    client.post(reverse("cms_comment", args=[comment.public_id]), decision("kept", ""))
    comment.refresh_from_db()
    assert comment.state == State.VISIBLE
    assert not comment.reports.filter(settled_at__isnull=True).exists()
    for reporter in reporters:
        report(comment, reporter)
    comment.refresh_from_db()
    assert comment.state == State.VISIBLE


def test_a_comment_is_hidden_with_a_reason_that_its_author_reads(
    comment: PageComment, sign_in: SignIn
) -> None:
    client = sign_in(national_editor())
    address = reverse("cms_comment", args=[comment.public_id])
    refused = client.post(address, decision(reason="")).content.decode()
    assert "Say why. The author of the comment reads it." in refused
    client.post(address, decision(reason="It is about a colleague."))
    comment.refresh_from_db()
    assert comment.state == State.HIDDEN
    assert "Words that some" not in words_below(sign_in(colleague()), comment)
    author = sign_in(author_of(comment))
    assert "It is about a colleague." in author.get(reverse("own_comments")).content.decode()
    told = Notification.objects.get(recipient=author_of(comment))
    assert (told.kind, told.url, told.params) == ("cms.comment_news", "/my/comments/", {})
    event = AuditEvent.objects.get(action="cms.comment_hidden")
    assert event.details == {"person": str(author_of(comment).public_id)}


def test_a_hidden_comment_with_a_reply_leaves_a_place_without_its_words(
    comment: PageComment, sign_in: SignIn
) -> None:
    comment_on(comment.page, reply_to=comment, text="A reply that stays")
    decide(comment, national_editor())
    seen = words_below(sign_in(colleague()), comment)
    assert "This comment is not shown" in seen
    assert "A reply that stays" in seen
    assert "Words that some find unkind" not in seen
    assert str(author_of(comment)) not in seen


def test_a_hidden_comment_can_be_shown_again(comment: PageComment) -> None:
    editor = national_editor()
    decide(comment, editor)
    decide(comment, editor, Kind.KEPT, "")
    comment.refresh_from_db()
    assert comment.state == State.VISIBLE
    assert [row.kind for row in comment.decisions.all()] == [Kind.KEPT, Kind.HIDDEN]


def test_the_second_of_two_who_decide_at_once_looks_again(
    comment: PageComment, sign_in: SignIn
) -> None:
    decide(comment, national_editor(), Kind.KEPT, "")
    client = sign_in(national_editor())
    address = reverse("cms_comment", args=[comment.public_id])
    late = client.post(address, decision(reason="My reason", seen=0)).content.decode()
    assert "Somebody else has decided about this comment in the meantime" in late
    assert "My reason</textarea>" in late
    comment.refresh_from_db()
    assert comment.state == State.VISIBLE
    client.post(address, decision(seen=1))
    comment.refresh_from_db()
    assert comment.state == State.HIDDEN


def test_words_that_were_reported_and_then_removed_can_still_be_looked_at(
    comment: PageComment, sign_in: SignIn
) -> None:
    report(comment)
    sign_in(author_of(comment)).post(reverse("remove_comment", args=[comment.public_id]))
    client = sign_in(national_editor())
    assert str(comment.public_id) in client.get(reverse("cms_comments")).content.decode()
    address = reverse("cms_comment", args=[comment.public_id])
    assert "Words that some find unkind" in client.get(address).content.decode()
    refused = client.post(address, decision()).content.decode()
    assert "Its author has removed this comment already." in refused
    client.post(address, decision("kept", ""))
    assert str(comment.public_id) not in client.get(reverse("cms_comments")).content.decode()


def test_nobody_decides_on_their_own_words(page: GuidancePage, sign_in: SignIn) -> None:
    editor = national_editor()
    own = comment_on(page, editor, "My own words")
    report(own)
    client = sign_in(editor)
    assert str(own.public_id) not in client.get(reverse("cms_comments")).content.decode()
    for name in ("cms_comment", "cms_withdraw"):
        address = reverse(name, args=[own.public_id])
        assert client.get(address).status_code == 404
        assert client.post(address, decision("kept", "")).status_code == 404
    own.refresh_from_db()
    assert own.reports.filter(settled_at__isnull=True).count() == 1


def test_editors_of_a_force_look_after_its_local_pages_only(sign_in: SignIn) -> None:
    force, other = ForceFactory(), ForceFactory()
    reader = person_in(TeamFactory(parent=UnitFactory(parent=force)))
    local = comment_on(GuidancePageFactory(force=force), reader)
    national = comment_on(GuidancePageFactory())
    report(national)
    stranger = sign_in(force_editor(other))
    assert stranger.get(reverse("cms_comments")).status_code == 200
    for comment in (local, national):
        address = reverse("cms_comment", args=[comment.public_id])
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, decision()).status_code == 404
    client = sign_in(force_editor(force))
    assert str(national.public_id) not in client.get(reverse("cms_comments")).content.decode()
    client.post(reverse("cms_comment", args=[local.public_id]), decision())
    local.refresh_from_db()
    national.refresh_from_db()
    assert (local.state, national.state) == (State.HIDDEN, State.VISIBLE)


def test_an_approver_of_the_nation_decides_too(comment: PageComment, sign_in: SignIn) -> None:
    approver = person_in(TeamFactory(), Role.APPROVER, scope=nation())
    client = sign_in(approver)
    client.post(reverse("cms_comment", args=[comment.public_id]), decision())
    comment.refresh_from_db()
    assert comment.state == State.HIDDEN


def test_officers_and_superusers_decide_on_nothing(comment: PageComment, sign_in: SignIn) -> None:
    officer, superuser = sign_in(colleague()), sign_in(UserFactory(superuser=True))
    # Wagtail sends those who may enter the CMS back to its first page.
    for client, status in ((officer, 403), (superuser, 302)):
        assert client.get(reverse("cms_comments")).status_code == status
        address = reverse("cms_comment", args=[comment.public_id])
        assert client.post(address, decision()).status_code == status
    comment.refresh_from_db()
    assert comment.state == State.VISIBLE


def test_comments_of_a_page_are_closed_and_opened_again(
    comment: PageComment, sign_in: SignIn
) -> None:
    editor, reader = sign_in(national_editor()), sign_in(colleague())
    address = reverse("cms_comment_switch", args=[comment.page.translation_key])
    assert reader.post(address, {"open": "no"}).status_code == 403
    closed = editor.post(address, {"open": "no"}, follow=True).content.decode()
    assert "Comments are closed." in closed
    seen = words_below(reader, comment)
    assert "Words that some find unkind" in seen
    assert "Comments on this page are closed." in seen
    late = reader.post(
        reverse("page_comments", args=[comment.page.translation_key]),
        {"text": "Typed before", "accept_rules": "on", "token": str(comment.public_id)},
    ).content.decode()
    assert "Typed before</textarea>" in late
    assert PageComment.objects.count() == 1
    editor.post(address, {"open": "yes"})
    assert "Your comment will stand under your name" in words_below(reader, comment)


def test_the_list_of_what_waits_asks_as_many_queries_for_many_as_for_one(
    page: GuidancePage, sign_in: SignIn
) -> None:
    client = sign_in(national_editor())
    report(comment_on(page))
    client.get(reverse("cms_comments"))  # what Wagtail and Django look up once
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("cms_comments"))
    for _number in range(6):
        report(comment_on(page))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("cms_comments"))
    assert len(many) == len(few)
