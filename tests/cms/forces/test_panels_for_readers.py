"""A panel of a force stands inside the national page, for readers of that force alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cms.models import ChangeKind, ForcePanel, GuidancePage
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.factories.cms import GuidancePageFactory, document_block, make_document
from tests.factories.forces import FIRST, change_page, panel_on, two_paragraphs

pytestmark = pytest.mark.django_db

BEFORE_THE_CHANGE = "This panel was written before the change of"


@pytest.fixture
def page(db: None) -> GuidancePage:
    """A national page of two pieces that has been published once."""
    made = GuidancePageFactory(slug="national", is_public=True, body=two_paragraphs())
    change_page(made)
    return made


def _read(client: Client, address: str = "/guidance/national/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_panel_stands_after_its_piece_and_names_the_force(
    page: GuidancePage, ours: WritingForce, sign_in: SignIn
) -> None:
    panel_on(page, ours.force)
    html = _read(sign_in(ours.officer))
    assert html.index("Words before.") < html.index("In Our Police:") < html.index("Local words.")
    assert html.index("Local words.") < html.index("Words after.")
    printed = _read(sign_in(ours.officer), "/guidance/national/?print")
    assert "In Our Police:" in printed
    assert BEFORE_THE_CHANGE not in html


def test_nobody_outside_the_force_sees_the_panel(
    page: GuidancePage,
    ours: WritingForce,
    outsiders: tuple[User, ...],
    client: Client,
    sign_in: SignIn,
) -> None:
    panel_on(page, ours.force)
    for browser in (client, *(sign_in(person) for person in outsiders)):
        html = _read(browser)
        assert "Local words." not in html
        assert "Our Police" not in html
    assert "Local words." in _read(sign_in(ours.editor))


def test_a_draft_is_not_shown(page: GuidancePage, ours: WritingForce, sign_in: SignIn) -> None:
    panel_on(page, ours.force, live=False)
    assert "Local words." not in _read(sign_in(ours.officer))


def test_a_panel_stays_where_it_is_when_the_page_changes_around_it(
    page: GuidancePage, ours: WritingForce, sign_in: SignIn
) -> None:
    panel = panel_on(page, ours.force)
    change_page(page, body=two_paragraphs(first="New words before."))
    html = _read(sign_in(ours.officer))
    assert html.index("New words before.") < html.index("Local words.") < html.index("Words after.")
    panel.refresh_from_db()
    assert not panel.has_moved


def test_a_panel_whose_piece_has_gone_stands_at_the_end_and_says_so_to_its_editor(
    page: GuidancePage, ours: WritingForce, sign_in: SignIn
) -> None:
    panel = panel_on(page, ours.force)
    change_page(page, body=two_paragraphs()[1:])
    html = _read(sign_in(ours.officer))
    assert html.index("Words after.") < html.index("Local words.")
    panel.refresh_from_db()
    assert (panel.has_moved, panel.anchor) == (True, FIRST)
    listed = _read(sign_in(ours.editor), "/cms/snippets/cms/forcepanel/")
    assert "Moved to the end" in listed


def test_a_material_change_marks_the_panel_until_it_is_confirmed_and_a_minor_one_does_not(
    page: GuidancePage, ours: WritingForce, sign_in: SignIn
) -> None:
    panel = panel_on(page, ours.force)
    change_page(page, change_kind=ChangeKind.MINOR, change_note="Spelling.")
    assert BEFORE_THE_CHANGE not in _read(sign_in(ours.officer))
    change_page(page, change_kind=ChangeKind.MATERIAL, change_note="A new duty.")
    assert BEFORE_THE_CHANGE in _read(sign_in(ours.officer))
    change_page(page, change_kind=ChangeKind.MINOR, change_note="A comma.")
    assert BEFORE_THE_CHANGE in _read(sign_in(ours.officer))
    check = f"/cms/snippets/cms/forcepanel/check/{panel.pk}/"
    answer = sign_in(ours.editor).post(check, {"shown": "4"})
    assert answer.status_code == 302
    assert BEFORE_THE_CHANGE not in _read(sign_in(ours.officer))


def test_a_document_in_a_panel_is_served_to_its_readers_alone(
    page: GuidancePage, ours: WritingForce, theirs: WritingForce, editor: User, sign_in: SignIn
) -> None:
    document = make_document("Local list")
    panel_on(page, ours.force, body=[document_block(document)])
    assert sign_in(ours.officer).get(document.url).status_code == 200
    for person in (theirs.officer, theirs.editor):
        assert sign_in(person).get(document.url).status_code == 404
    ForcePanel.objects.update(live=False)
    assert sign_in(ours.officer).get(document.url).status_code == 404
    # Whoever writes for the nation goes through the CMS everywhere, files included.
    assert sign_in(editor).get(document.url).status_code == 200


def test_the_page_costs_no_more_queries_with_more_panels(
    page: GuidancePage, ours: WritingForce, sign_in: SignIn
) -> None:
    client = sign_in(ours.officer)
    panel_on(page, ours.force)
    _read(client)
    few = _count(client)
    for number in range(5):
        panel_on(page, ours.force, title=f"Panel {number}")
    assert _count(client) == few


def _count(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        _read(client)
    return len(queries)
