"""The editor of a force writes panels, sees what changed around them and says what is right."""

import json

import pytest
from django.test import Client

from audit.models import AuditEvent
from cms.exceptions import PageChangedAgainError
from cms.models import ChangeKind, ForcePanel, GuidancePage
from cms.services.force_panels import confirm_panel
from notifications.models import Notification
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.factories.cms import GuidancePageFactory, make_document
from tests.factories.forces import FIRST, SECOND, change_page, panel_on, two_paragraphs

pytestmark = pytest.mark.django_db

PANELS = "/cms/snippets/cms/forcepanel/"


@pytest.fixture
def page(db: None) -> GuidancePage:
    """A national page of two pieces that has been published once."""
    made = GuidancePageFactory(title="National words", slug="national", body=two_paragraphs())
    change_page(made)
    return made


def _form(ours: WritingForce, page: GuidancePage, **changes: str) -> dict[str, str]:
    rich = {"blocks": [{"key": "a", "text": "Ring us", "type": "unstyled"}], "entityMap": {}}
    blocks = rich["blocks"]
    assert isinstance(blocks, list)
    blocks[0] |= {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    fields = {
        "page": str(page.pk),
        "force": str(ours.force.pk),
        "anchor": FIRST,
        "title": "Who to ring",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": json.dumps(rich),
        "owner": str(ours.editor.pk),
        "review_on": "",
        "seen_version": "1",
    }
    return fields | changes


def test_an_editor_adds_a_panel_from_the_page_and_publishes_it(
    page: GuidancePage, ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    html = at_desk.get("/guidance/national/").content.decode()
    add = f"{PANELS}add/?page={page.translation_key}"
    assert add in html
    begun = at_desk.get(add).content.decode()
    assert "After Text: Words before." in begun
    form = _form(ours, page) | {"action-publish": "action-publish"}
    assert at_desk.post(f"{PANELS}add/", form).status_code == 302
    panel = ForcePanel.objects.get()
    assert (panel.live, panel.anchor, panel.force) == (True, FIRST, ours.force)
    assert panel.checked_version is not None
    assert panel.checked_version.number == 1
    assert "Ring us" in sign_in(ours.officer).get("/guidance/national/").content.decode()
    event = AuditEvent.objects.get(action="cms.panel_changed")
    assert "Ring us" not in str(event.details)


def test_a_draft_is_seen_at_its_place_in_the_preview_and_not_on_the_page(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    at_desk.post(f"{PANELS}add/", _form(ours, page))
    panel = ForcePanel.objects.get()
    assert not panel.live
    assert b"Not on the page yet" in at_desk.get(PANELS).content
    assert (
        b"has changed since this was checked"
        not in at_desk.get(f"{PANELS}edit/{panel.pk}/").content
    )
    address = f"{PANELS}preview/{panel.pk}/"
    assert at_desk.post(address, _form(ours, page, anchor=SECOND)).json()["is_valid"]
    html = at_desk.get(address).content.decode()
    assert html.index("Words after.") < html.index("Ring us")
    assert "Ring us" not in at_desk.get("/guidance/national/").content.decode()


def test_a_published_panel_is_changed_as_a_draft_first(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, ours.force, owner=ours.editor)
    edit = f"{PANELS}edit/{panel.pk}/"
    assert at_desk.get(edit).status_code == 200
    at_desk.post(edit, _form(ours, page, title="Whom to write to"))
    assert "Who to ring" in at_desk.get("/guidance/national/").content.decode()
    at_desk.post(edit, _form(ours, page, title="Whom to write to", **{"action-publish": "1"}))
    assert "Whom to write to" in at_desk.get("/guidance/national/").content.decode()


def test_the_force_the_page_and_a_strange_place_cannot_be_put_into_the_form(
    page: GuidancePage, ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    hidden = GuidancePageFactory(title="Hidden tactics", sensitive=True)
    answer = at_desk.post(f"{PANELS}add/", _form(ours, hidden))
    # Wagtail leads whoever it refuses back to the first page.
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/")
    assert b"Hidden tactics" not in answer.content
    for change in ({"force": str(theirs.force.pk)}, {"anchor": "no-such-piece"}):
        assert at_desk.post(f"{PANELS}add/", _form(ours, page, **change)).status_code == 200
    assert not ForcePanel.objects.exists()
    panel = panel_on(page, ours.force)
    moved = _form(ours, page) | {"page": str(hidden.pk), "force": str(theirs.force.pk)}
    at_desk.post(f"{PANELS}edit/{panel.pk}/", moved | {"action-publish": "1"})
    panel.refresh_from_db()
    assert (panel.page_id, panel.force_id) == (page.pk, ours.force.pk)


def test_a_file_that_the_force_may_not_choose_is_refused_without_its_title(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    document = make_document("Secret list")
    form = _form(ours, page) | {
        "body-0-type": "document",
        "body-0-value-document": str(document.pk),
        "body-0-value-description": "",
        "title": "",
    }
    answer = at_desk.post(f"{PANELS}add/", form)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/")
    assert b"Secret list" not in answer.content


def test_a_detail_of_a_case_is_held_back_and_a_number_to_ring_is_not(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    born = _form(ours, page)["body-0-value"].replace("Ring us", "Date of birth 12/03/1984")
    html = at_desk.post(f"{PANELS}add/", _form(ours, page) | {"body-0-value": born})
    assert "12/03/1984”: it looks like a date of birth." in html.content.decode()
    assert not ForcePanel.objects.exists()
    ring = born.replace("Date of birth 12/03/1984", "Ring 07123 456789")
    at_desk.post(f"{PANELS}add/", _form(ours, page) | {"body-0-value": ring})
    assert ForcePanel.objects.exists()


def test_the_panels_of_another_force_are_not_there(
    page: GuidancePage, ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, theirs.force, title="Their number", owner=theirs.editor)
    revision = panel.save_revision()
    revision.publish()
    assert b"Their number" not in at_desk.get(PANELS).content
    parts = ("edit", "delete", "usage", "history", "unpublish", "preview", "check")
    addresses = [f"{PANELS}{part}/{panel.pk}/" for part in parts]
    version = f"{PANELS}history/{panel.pk}/revisions"
    addresses += [
        f"{version}/{revision.pk}/view/",
        f"{version}/{revision.pk}/revert/",
        f"{version}/{revision.pk}/unschedule/",
        f"{version}/compare/live...latest/",
    ]
    for address in addresses:
        answer = at_desk.get(address)
        assert answer.status_code == 404, address
        assert b"Their number" not in answer.content
    for part in ("unpublish", "check", "edit"):
        assert at_desk.post(f"{PANELS}{part}/{panel.pk}/", {"shown": "1"}).status_code == 404
    panel.refresh_from_db()
    assert panel.live


def test_the_owner_is_told_once_a_version_and_no_page_is_named(
    page: GuidancePage, ours: WritingForce
) -> None:
    panel_on(page, ours.force, owner=ours.editor)
    panel_on(page, ours.force, owner=ours.editor, title="A second one")
    change_page(page, change_kind=ChangeKind.MATERIAL, change_note="A new duty.")
    told = Notification.objects.get(recipient=ours.editor)
    assert told.kind == "cms.panel_page_changed"
    assert "National words" not in str(told.params)
    change_page(page, change_kind=ChangeKind.MINOR)
    assert Notification.objects.filter(recipient=ours.editor).count() == 2


def test_everyone_who_writes_for_the_force_is_told_when_the_owner_does_not_any_more(
    page: GuidancePage, ours: WritingForce, theirs: WritingForce
) -> None:
    panel_on(page, ours.force, owner=theirs.editor)
    change_page(page)
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert told == {ours.editor.pk, ours.approver.pk}


def test_the_editor_sees_what_changed_around_the_panel_and_confirms_it(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, ours.force, owner=ours.editor)
    words = two_paragraphs(first="Quite other words.")
    change_page(page, body=words, change_kind=ChangeKind.MATERIAL, change_note="A new duty.")
    assert b"Check now: changed on" in at_desk.get(PANELS).content
    html = at_desk.get(f"{PANELS}check/{panel.pk}/").content.decode()
    for seen in ("A new duty.", "Words before.", "Quite other words.", "Words after."):
        assert seen in html, seen
    at_desk.post(f"{PANELS}check/{panel.pk}/", {"shown": "2"})
    panel.refresh_from_db()
    assert panel.checked_version is not None
    assert panel.checked_version.number == 2
    assert b"Up to date" in at_desk.get(PANELS).content
    at_desk.post(f"{PANELS}check/{panel.pk}/", {"shown": "2"})
    assert AuditEvent.objects.filter(action="cms.panel_confirmed").count() == 1


def test_a_page_that_changed_again_meanwhile_is_not_confirmed_unseen(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, ours.force, owner=ours.editor)
    change_page(page, change_kind=ChangeKind.MATERIAL, change_note="First.")
    change_page(page, change_kind=ChangeKind.MATERIAL, change_note="Second.")
    answer = at_desk.post(f"{PANELS}check/{panel.pk}/", {"shown": "2"}, follow=True)
    assert "has changed again" in answer.content.decode()
    with pytest.raises(PageChangedAgainError):
        confirm_panel(panel=panel, person=ours.editor, shown=2)
    panel.refresh_from_db()
    assert panel.checked_version is not None
    assert panel.checked_version.number == 1


def test_publishing_a_changed_panel_says_that_it_is_right_beside_the_page_as_it_is(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, ours.force, owner=ours.editor)
    change_page(page, body=two_paragraphs()[1:], change_kind=ChangeKind.MATERIAL)
    form = _form(ours, page, anchor=SECOND, seen_version="2") | {"action-publish": "1"}
    at_desk.post(f"{PANELS}edit/{panel.pk}/", form)
    panel.refresh_from_db()
    assert panel.checked_version is not None
    assert (panel.checked_version.number, panel.has_moved, panel.anchor) == (2, False, SECOND)


def test_a_panel_is_taken_off_the_page_and_never_deleted(
    page: GuidancePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(page, ours.force)
    at_desk.post(f"{PANELS}delete/{panel.pk}/")
    assert ForcePanel.objects.filter(live=True).exists()
    assert at_desk.post(f"{PANELS}unpublish/{panel.pk}/").status_code == 302
    assert not ForcePanel.objects.filter(live=True).exists()
    assert AuditEvent.objects.filter(action="cms.panel_unpublished").count() == 1
