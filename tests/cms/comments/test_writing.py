"""Readers in post say something about a page, under their name, role and force."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.comments.rules import LONGEST_COMMENT, RULES_VERSION
from cms.models import BasePage, GuidancePage, PageComment, RulesAcceptance
from organisation.models import RassoRole
from tests.cms.conftest import SignIn, person_with
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory
from tests.factories.comments import colleague, comment_on, national_editor
from tests.factories.learning import make_module

pytestmark = pytest.mark.django_db

State = PageComment.State


def address_of(page: BasePage) -> str:
    return reverse("page_comments", args=[page.translation_key])


def form(text: str, **more: str) -> dict[str, str]:
    return {"text": text, "token": str(uuid4()), **more}


@pytest.fixture
def page(db: None) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory(title="Taking a first account")
    return made


@pytest.fixture
def writer(officer: User) -> User:
    """Somebody who agreed to the rules before."""
    RulesAcceptance.objects.create(
        person=officer, version=RULES_VERSION, accepted_at=timezone.now()
    )
    return officer


@pytest.fixture
def client(writer: User, sign_in: SignIn) -> Client:
    return sign_in(writer)


def test_a_comment_stands_below_the_page_under_name_role_and_force(
    page: GuidancePage, client: Client, writer: User, sign_in: SignIn
) -> None:
    answer = client.post(address_of(page), form("We ask this *before* the interview."), follow=True)
    comment = PageComment.objects.get()
    assert answer.redirect_chain[0][0].endswith(f"?page=1#comment-{comment.public_id}")
    post = writer.memberships.get()
    assert (comment.author, comment.rasso_role, comment.force) == (
        writer,
        "investigator",
        post.force,
    )
    seen = sign_in(colleague()).get(address_of(page)).content.decode()
    assert "We ask this *before* the interview." in seen
    assert f"Investigator, {post.force.name}" in seen
    assert str(writer) in seen
    assert "1 comment," in seen


def test_the_page_says_how_many_comments_there_are(page: GuidancePage, client: Client) -> None:
    assert "Comments<span" in client.get(page.get_url()).content.decode()
    first = comment_on(page)
    comment_on(page, reply_to=first)
    PageComment.objects.filter(pk=comment_on(page).pk).update(state=State.HIDDEN)
    assert "2 comments<span" in client.get(page.get_url()).content.decode()


def test_before_they_write_people_are_told_under_which_name(
    page: GuidancePage, client: Client, writer: User
) -> None:
    seen = client.get(address_of(page)).content.decode()
    force = writer.memberships.get().force
    assert f"<strong>{writer}, Investigator, {force.name}</strong>" in seen
    assert "No case details" in seen


def test_the_first_comment_needs_the_house_rules(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    client = sign_in(officer)
    refused = client.post(address_of(page), form("My first words"))
    assert refused.status_code == 200
    assert "Read the house rules and say that you will keep to them" in refused.content.decode()
    assert "My first words</textarea>" in refused.content.decode()
    assert not PageComment.objects.exists()
    client.post(address_of(page), form("My first words", accept_rules="on"))
    assert PageComment.objects.get().text == "My first words"
    assert RulesAcceptance.objects.get().version == RULES_VERSION
    client.post(address_of(page), form("And more"))
    assert PageComment.objects.count() == 2


def test_whoever_agreed_to_an_older_version_is_asked_again(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    RulesAcceptance.objects.create(person=officer, version=0, accepted_at=timezone.now())
    seen = sign_in(officer).get(address_of(page)).content.decode()
    assert "I have read the house rules" in seen


def test_a_form_sent_twice_is_one_comment(page: GuidancePage, client: Client) -> None:
    sent = form("Once")
    client.post(address_of(page), sent)
    client.post(address_of(page), sent)
    assert PageComment.objects.count() == 1


def test_markup_and_unseen_signs_are_taken_out(page: GuidancePage, client: Client) -> None:
    hostile = "<script>alert(1)</script>A\u202egnp.exe <b>bold</b>\x00 &lt;i&gt;"
    client.post(address_of(page), form(hostile))
    assert PageComment.objects.get().text == "alert(1)Agnp.exe bold &lt;i&gt;"
    seen = client.get(address_of(page)).content.decode()
    assert "<script>alert" not in seen
    assert "&amp;lt;i&amp;gt;" in seen


def test_too_long_a_text_is_refused_and_stays_in_the_box(
    page: GuidancePage, client: Client
) -> None:
    answer = client.post(address_of(page), form("x" * 1_000_000))
    assert f"Use {LONGEST_COMMENT:,} characters or fewer" in answer.content.decode()
    assert "x" * 1_000_000 in answer.content.decode()
    assert not PageComment.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "<b></b>", "\u200b\u202e"])
def test_nothing_to_say_is_not_a_comment(page: GuidancePage, client: Client, text: str) -> None:
    answer = client.post(address_of(page), form(text))
    assert "Write something before you send" in answer.content.decode()
    assert not PageComment.objects.exists()


def test_a_reply_stands_below_its_comment_and_is_not_answered_itself(
    page: GuidancePage, client: Client
) -> None:
    first = comment_on(page, text="A question")
    address = reverse("reply_to_comment", args=[page.translation_key, first.public_id])
    assert "A question" in client.get(address).content.decode()
    client.post(address, form("An answer"))
    answer = PageComment.objects.get(parent=first)
    assert answer.text == "An answer"
    deeper = reverse("reply_to_comment", args=[page.translation_key, answer.public_id])
    assert client.get(deeper).status_code == 404
    assert client.post(deeper, form("Deeper")).status_code == 404
    assert PageComment.objects.count() == 2


def test_a_reply_to_a_comment_of_another_page_is_not_there(
    page: GuidancePage, client: Client
) -> None:
    elsewhere = comment_on(GuidancePageFactory())
    address = reverse("reply_to_comment", args=[page.translation_key, elsewhere.public_id])
    assert client.post(address, form("Lost")).status_code == 404


def test_own_words_can_be_changed_for_a_quarter_of_an_hour(
    page: GuidancePage, client: Client, writer: User
) -> None:
    comment = comment_on(page, writer, "A tpyo")
    address = reverse("edit_comment", args=[comment.public_id])
    client.post(address, {"text": "A typo"})
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at is None) == ("A typo", False)
    assert "changed" in client.get(address_of(page)).content.decode()
    PageComment.objects.update(posted_at=timezone.now() - timedelta(minutes=15))
    late = client.post(address, {"text": "Something else"})
    assert "can no longer be changed" in late.content.decode()
    assert "Something else</textarea>" in late.content.decode()
    comment.refresh_from_db()
    assert comment.text == "A typo"


def test_own_words_can_be_removed_at_any_time_and_are_gone(
    page: GuidancePage, client: Client, writer: User
) -> None:
    comment = comment_on(page, writer, "Never mind", now=timezone.now() - timedelta(days=400))
    comment_on(page, reply_to=comment, text="A reply that stays")
    client.post(reverse("remove_comment", args=[comment.public_id]))
    comment.refresh_from_db()
    assert (comment.state, comment.text) == (State.REMOVED, "")
    seen = client.get(address_of(page)).content.decode()
    assert "Removed by its author" in seen
    assert "A reply that stays" in seen
    assert "Never mind" not in seen
    assert client.post(reverse("remove_comment", args=[comment.public_id])).status_code == 404


def test_the_comment_of_somebody_else_cannot_be_changed_or_removed(
    page: GuidancePage, client: Client
) -> None:
    comment = comment_on(page, text="Mine")
    for name in ("edit_comment", "remove_comment"):
        address = reverse(name, args=[comment.public_id])
        assert client.get(address).status_code == 404
        assert client.post(address, {"text": "Yours"}).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "Mine"


def test_too_many_comments_in_a_short_time_have_to_wait(page: GuidancePage, client: Client) -> None:
    for number in range(5):
        client.post(address_of(page), form(f"Number {number}"))
    refused = client.post(address_of(page), form("One too many"))
    assert "You have written many comments in a short time" in refused.content.decode()
    assert "One too many</textarea>" in refused.content.decode()
    assert PageComment.objects.count() == 5
    PageComment.objects.update(posted_at=timezone.now() - timedelta(minutes=10))
    client.post(address_of(page), form("One too many"))
    assert PageComment.objects.count() == 6


def test_a_sensitive_page_and_a_list_of_pages_have_no_comments(
    analyst: User, sign_in: SignIn
) -> None:
    sensitive = GuidancePageFactory(sensitive=True)
    client = sign_in(analyst)
    assert client.get(sensitive.get_url()).status_code == 200
    for page in (sensitive, SectionIndexPageFactory()):
        assert client.get(address_of(page)).status_code == 404
        assert client.post(address_of(page), form("Words")).status_code == 404
        assert "on this page</span>" not in client.get(page.get_url()).content.decode()
    assert not PageComment.objects.exists()


def test_the_list_is_as_long_in_queries_with_many_comments_as_with_one(
    page: GuidancePage, client: Client
) -> None:
    comment_on(page, reply_to=comment_on(page))
    client.get(address_of(page))  # what Wagtail and Django look up once
    with CaptureQueriesContext(connection) as few:
        client.get(address_of(page))
    for _number in range(8):
        comment_on(page, reply_to=comment_on(page))
    with CaptureQueriesContext(connection) as many:
        client.get(address_of(page))
    assert len(many) == len(few)


def test_the_newest_comment_is_on_the_last_page(page: GuidancePage, client: Client) -> None:
    start = timezone.now() - timedelta(days=2)
    for number in range(21):
        comment_on(page, text=f"Comment {number:02}", now=start + timedelta(minutes=number))
    first = client.get(address_of(page)).content.decode()
    assert first.index("Comment 00") < first.index("Comment 19")
    assert "Comment 20" not in first
    answer = client.post(address_of(page), form("The newest"), follow=True)
    assert "?page=2#comment-" in answer.redirect_chain[0][0]
    assert "The newest" in answer.content.decode()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Ring 01632 555 123 about it", "a phone number"),
        ("As in crime ref 4521/38812/24", "a crime, incident or record number"),
        ("Write to a.witness@mail.test.org", "an e-mail address"),
        ("She was born on 3 May 1999", "a date of birth"),
    ],
)
def test_what_looks_like_a_detail_of_a_case_is_refused_and_stays_in_the_box(
    page: GuidancePage, client: Client, words: str, kind: str
) -> None:
    seen = client.post(address_of(page), form(words)).content.decode()
    assert f"looks like {kind}. Take it out" in seen
    assert f"{words}</textarea>" in seen
    assert not PageComment.objects.exists()


def test_a_cps_partner_reads_a_shared_page_without_its_comments(sign_in: SignIn) -> None:
    page = GuidancePageFactory(for_cps=True)
    comment_on(page, text="Between colleagues")
    client = sign_in(person_with(RassoRole.CPS_PROSECUTOR))
    assert client.get(page.get_url()).status_code == 200
    assert "on this page</span>" not in client.get(page.get_url()).content.decode()
    assert client.get(address_of(page)).status_code == 404
    assert client.post(address_of(page), form("As a guest")).status_code == 404
    assert PageComment.objects.count() == 1


def test_a_module_takes_comments_once_somebody_has_opened_them(
    client: Client, sign_in: SignIn
) -> None:
    module = make_module("Invented module")
    assert "on this page</span>" not in client.get(module.get_url()).content.decode()
    refused = client.post(address_of(module), form("Too early")).content.decode()
    assert "Comments on this page are closed." in refused
    editor = sign_in(national_editor())
    editor.post(reverse("cms_comment_switch", args=[module.translation_key]), {"open": "yes"})
    client.post(address_of(module), form("In time"))
    assert "1 comment<span" in client.get(module.get_url()).content.decode()
