"""A force offers practice, the national team answers once, and both see what became of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from cms.exceptions import OfferDecidedError
from cms.models import PracticeExamplePage, PracticeOffer
from cms.services.practice import adopt_practice, decline_practice, withdraw_practice
from notifications.models import Notification
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.factories.forces import adoption, offer_example

pytestmark = pytest.mark.django_db

State = PracticeOffer.State
IN_A_YEAR = timezone.localdate() + timedelta(days=365)


def _said(ours: WritingForce, **changes: str) -> dict[str, str]:
    fields = {
        "force": ours.force.slug,
        "title": "A room to wait in",
        "summary": "Where people wait.",
        "pillars": "victim",
        "problem": "People waited in the corridor.",
        "tried": "We opened <b>a quiet</b> room.",
        "found": "Fewer people left early.",
        "key": str(uuid4()),
    }
    return fields | changes


def _parts_of(day: date) -> dict[str, str]:
    return {
        "review_on_day": str(day.day),
        "review_on_month": str(day.month),
        "review_on_year": str(day.year),
    }


def _adopted(by: User) -> dict[str, str]:
    said = {
        "rating": "emerging",
        "content_owner": str(by.public_id),
        "note": "New: a room to wait in.",
    }
    return said | _parts_of(IN_A_YEAR)


def test_an_editor_offers_an_example_and_the_national_team_is_told(
    ours: WritingForce, at_desk: Client, editor: User, officer: User
) -> None:
    assert at_desk.get("/practice/offer/").status_code == 200
    form = _said(ours)
    assert at_desk.post("/practice/offer/", form).status_code == 302
    assert at_desk.post("/practice/offer/", form).status_code == 302
    offer = PracticeOffer.objects.get()
    assert (offer.force, offer.offered_by, offer.state) == (ours.force, ours.editor, "offered")
    assert offer.tried == "We opened a quiet room."
    assert Notification.objects.get(kind="cms.practice_offered").recipient == editor
    assert b"A room to wait in" in at_desk.get("/practice/").content


def test_a_form_with_an_error_keeps_what_was_typed(ours: WritingForce, at_desk: Client) -> None:
    html = at_desk.post("/practice/offer/", _said(ours, found="")).content.decode()
    assert "People waited in the corridor." in html
    assert not PracticeOffer.objects.exists()


def test_a_detail_of_a_case_is_held_back_and_named(ours: WritingForce, at_desk: Client) -> None:
    form = _said(ours, problem="She rang from 07123 456789 again and again.")
    html = at_desk.post("/practice/offer/", form).content.decode()
    assert "07123 456789”: it looks like a phone number." in html
    assert not PracticeOffer.objects.exists()


def test_an_editor_offers_for_no_other_force(
    ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    answer = at_desk.post("/practice/offer/", _said(ours, force=theirs.force.slug))
    assert answer.status_code == 200
    assert not PracticeOffer.objects.exists()


def test_the_national_team_adopts_an_example_which_becomes_a_page_of_everyone(
    ours: WritingForce, theirs: WritingForce, editor: User, sign_in: SignIn
) -> None:
    offer = offer_example(ours.force, ours.editor, title="A quiet room")
    client = sign_in(editor)
    assert b"A quiet room" in client.get("/practice/").content
    answer = client.post(f"/practice/{offer.public_id}/adopt/", _adopted(editor))
    assert answer.status_code == 302
    page = PracticeExamplePage.objects.get()
    assert (page.force, page.tried_by, page.evidence_rating) == (None, ours.force, "emerging")
    assert (page.content_owner, page.next_review_on) == (editor, IN_A_YEAR)
    version = page.versions.get()
    assert (version.note, version.published_by) == ("New: a room to wait in.", editor)
    assert AuditEvent.objects.get(action="cms.practice_adopted").actor == str(editor.public_id)
    html = sign_in(theirs.officer).get("/guidance/practice/a-quiet-room/").content.decode()
    assert "Our Police" in html
    assert "We opened a quiet room." in html
    offer.refresh_from_db()
    assert (offer.state, offer.page) == (State.ADOPTED, page)
    told = Notification.objects.get(kind="cms.practice_decided")
    assert told.recipient == ours.editor
    seen = sign_in(ours.editor).get(f"/practice/{offer.public_id}/").content.decode()
    assert "Read the published example" in seen
    assert list(offer.steps.values_list("state", "by")) == [
        ("offered", ours.editor.pk),
        ("adopted", editor.pk),
    ]


def test_adopting_asks_for_owner_review_evidence_and_what_is_new_and_loses_nothing_typed(
    ours: WritingForce, editor: User, officer: User, sign_in: SignIn
) -> None:
    offer = offer_example(ours.force, ours.editor)
    client, address = sign_in(editor), f"/practice/{offer.public_id}/adopt/"
    form = client.get(address).content.decode()
    assert f'value="{editor.public_id}" selected' in form
    assert "New: offered by Our Police and adopted." in form
    yesterday = _parts_of(timezone.localdate() - timedelta(days=1))
    for wrong in (
        {"rating": ""},
        {"note": " "},
        {"content_owner": str(officer.public_id)},
        {"review_on_day": ""},
        yesterday,
    ):
        answer = client.post(address, _adopted(editor) | wrong)
        assert answer.status_code == 200, wrong
        assert "There is a problem" in answer.content.decode(), wrong
        if "note" not in wrong:
            assert "New: a room to wait in." in answer.content.decode(), wrong
    assert not PracticeExamplePage.objects.exists()
    offer.refresh_from_db()
    assert offer.is_waiting


def test_nobody_decides_about_their_own_offer(
    ours: WritingForce, editor: User, sign_in: SignIn
) -> None:
    offer = offer_example(ours.force, editor)
    client, address = sign_in(editor), f"/practice/{offer.public_id}/"
    assert "adopt/" not in client.get(address).content.decode()
    for act, sent in (("adopt", _adopted(editor)), ("decline", {"reason": "No."})):
        answer = client.post(f"{address}{act}/", sent)
        assert "Somebody else has to decide" in answer.content.decode()
    offer.refresh_from_db()
    assert offer.is_waiting
    assert not PracticeExamplePage.objects.exists()


def test_a_no_carries_a_reason_that_the_force_reads(
    ours: WritingForce, editor: User, sign_in: SignIn
) -> None:
    offer = offer_example(ours.force, ours.editor)
    client, address = sign_in(editor), f"/practice/{offer.public_id}/decline/"
    assert client.post(address, {"reason": "  "}).status_code == 200
    offer.refresh_from_db()
    assert offer.is_waiting
    client.post(address, {"reason": "Tell us how many people."})
    seen = sign_in(ours.approver).get(f"/practice/{offer.public_id}/").content.decode()
    assert "Tell us how many people." in seen
    assert not PracticeExamplePage.objects.exists()


@pytest.mark.parametrize("first", ["adopt", "decline", "withdraw"])
def test_the_first_answer_stands(first: str, ours: WritingForce, editor: User) -> None:
    now: datetime = timezone.now()
    offer = offer_example(ours.force, ours.editor)
    stale = PracticeOffer.objects.get(pk=offer.pk)
    acts: dict[str, Callable[[PracticeOffer], object]] = {
        "adopt": lambda it: adopt_practice(
            offer=it, person=editor, adoption=adoption(editor), now=now
        ),
        "decline": lambda it: decline_practice(offer=it, person=editor, reason="No.", now=now),
        "withdraw": lambda it: withdraw_practice(offer=it, person=ours.editor, now=now),
    }
    acts[first](offer)
    pages, events = PracticeExamplePage.objects.count(), AuditEvent.objects.count()
    for act in acts.values():
        with pytest.raises(OfferDecidedError):
            act(stale)
    assert (PracticeExamplePage.objects.count(), AuditEvent.objects.count()) == (pages, events)
    assert offer.steps.count() == 2


def test_an_offer_is_there_for_its_force_and_the_national_team_alone(
    ours: WritingForce, theirs: WritingForce, superuser: User, client: Client, sign_in: SignIn
) -> None:
    offer = offer_example(ours.force, ours.editor, title="A quiet room")
    address = f"/practice/{offer.public_id}/"
    for person in (theirs.editor, ours.officer, superuser):
        for part in ("", "adopt/", "decline/"):
            assert sign_in(person).get(f"{address}{part}").status_code == 404
    assert client.get(address).status_code == 302
    assert b"A quiet room" not in sign_in(theirs.editor).get("/practice/").content
    for person in (ours.officer, superuser):
        assert sign_in(person).get("/practice/").status_code == 403
        assert sign_in(person).get("/practice/offer/").status_code == 403
    decide = sign_in(ours.editor).post(f"{address}adopt/", {"rating": "strong"})
    assert decide.status_code == 403
    offer.refresh_from_db()
    assert offer.is_waiting


def test_the_force_takes_back_what_nobody_has_answered(ours: WritingForce, at_desk: Client) -> None:
    offer = offer_example(ours.force, ours.editor)
    at_desk.post(f"/practice/{offer.public_id}/withdraw/")
    offer.refresh_from_db()
    assert offer.state == State.WITHDRAWN


def test_two_examples_of_one_name_get_two_addresses(ours: WritingForce, editor: User) -> None:
    for _time in range(2):
        offer = offer_example(ours.force, ours.editor, title="A quiet room")
        adopt_practice(offer=offer, person=editor, adoption=adoption(editor), now=timezone.now())
    slugs = PracticeExamplePage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["a-quiet-room", "a-quiet-room-2"]
