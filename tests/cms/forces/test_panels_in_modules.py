"""A force adds panels to the nation's modules: inside a section, or at the end of the overview."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import ChangeKind, ForcePanel
from learning.models import ModulePage
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.factories.forces import FIRST, SECOND, panel_on, text_block, two_paragraphs
from tests.factories.learning import make_module, republish

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/cms/forcepanel/"
OVERVIEW, SECTION = "/learning/listening/", "/learning/listening/section/2/"


def _write(module: ModulePage, body: list[object], note: str = "") -> None:
    """Publish the module with this text in its second section; a note makes it material."""
    module.refresh_from_db()
    if note:
        module.change_kind, module.change_note = ChangeKind.MATERIAL, note
    sections = list(module.sections.all())
    sections[1].body = json.dumps(body)
    module.sections = sections
    republish(module)


@pytest.fixture
def module(db: None) -> ModulePage:
    """A module whose second section has two pieces."""
    made = make_module(sections=2)
    _write(made, two_paragraphs())
    return made


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_panel_stands_in_its_section_after_its_piece_for_its_force_alone(
    module: ModulePage, ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    panel_on(module, ours.force)
    client = sign_in(ours.officer)
    html = _read(client, SECTION)
    assert html.index("Words before.") < html.index("In Our Police:") < html.index("Local words.")
    assert html.index("Local words.") < html.index("Words after.")
    for address in (OVERVIEW, "/learning/listening/section/1/"):
        assert "Local words." not in _read(client, address), address
    for address in (OVERVIEW, SECTION):
        assert "Local words." not in _read(sign_in(theirs.officer), address), address


def test_a_panel_at_the_end_stands_on_the_overview(
    module: ModulePage, ours: WritingForce, sign_in: SignIn
) -> None:
    panel_on(module, ours.force, anchor="")
    client = sign_in(ours.officer)
    assert "Local words." in _read(client, OVERVIEW)
    assert "Local words." not in _read(client, SECTION)


def test_an_editor_of_a_force_comes_from_the_module_and_chooses_a_place_in_a_section(
    module: ModulePage, ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    add = f"{reverse('wagtailsnippets_cms_forcepanel:add')}?page={module.translation_key}"
    assert f'href="{add}"' in _read(at_desk, OVERVIEW)
    assert "Add a panel for your force" not in _read(sign_in(ours.officer), OVERVIEW)
    form = _read(at_desk, add)
    places = [form.index(f'<option value="{place}"') for place in (FIRST, SECOND)]
    assert places == sorted(places)
    assert "What to say, and what not to." not in form


def test_a_panel_survives_an_update_of_the_module_and_its_editor_sees_what_changed(
    module: ModulePage, ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    panel = panel_on(module, ours.force)
    _write(module, two_paragraphs(first="New words before."), "A new duty.")
    html = _read(sign_in(ours.officer), SECTION)
    assert html.index("New words before.") < html.index("Local words.") < html.index("Words after.")
    assert "This panel was written before the change of" in html
    check = _read(at_desk, f"{LIST}check/{panel.pk}/")
    for words in ("A new duty.", "<td>Words before.</td>", "<td>New words before.</td>"):
        assert words in check, words
    answer = at_desk.post(f"{LIST}check/{panel.pk}/", {"shown": "3"})
    assert answer.status_code == 302
    assert "before the change of" not in _read(sign_in(ours.officer), SECTION)


def test_a_panel_whose_piece_has_gone_is_shown_on_the_overview(
    module: ModulePage, ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    panel = panel_on(module, ours.force)
    _write(module, [text_block(SECOND, "Words after.")])
    client = sign_in(ours.officer)
    assert "Local words." in _read(client, OVERVIEW)
    assert "Local words." not in _read(client, SECTION)
    panel.refresh_from_db()
    assert panel.has_moved
    assert "Moved to the end" in _read(at_desk, LIST)


def test_the_preview_shows_the_whole_module_with_the_panel_at_its_place(
    module: ModulePage, ours: WritingForce, at_desk: Client
) -> None:
    panel = panel_on(module, ours.force, live=False, owner=ours.editor)
    revision = panel.save_revision(user=ours.editor)
    view = f"{LIST}history/{panel.pk}/revisions/{revision.pk}/view/"
    html = _read(at_desk, view)
    assert html.index("Words before.") < html.index("Local words.") < html.index("Words after.")
    assert ForcePanel.objects.get().live is False
