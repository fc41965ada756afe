"""A section says of itself what every page says; the page at the top shows nothing, and says so."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from cms.models import BasePage, EvidenceRating, HomePage, Pillar, SectionIndexPage, Stage
from cms.services.practice import ensure_practice_section
from organisation.models import RassoRole
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce, ours
from tests.factories.cms import guidance_root, publish
from tests.factories.learning import learning_index, make_module

pytestmark = pytest.mark.django_db

__all__ = ["ours"]  # a fixture

ABOUT = (
    *("About this page", "Invented Owner", "2 March 2026", "2 March 2027", "Strong"),
    *(str(said.label) for said in (RassoRole.ANALYST, Stage.REPORT, Pillar.VICTIM)),
    *("A book about lists", "Sorted anew.", "Earlier versions and what changed"),
)


def fill(page: BasePage, owner: User) -> BasePage:
    """Write into each field that every page has, and publish."""
    owner.first_name, owner.last_name = "Invented", "Owner"
    owner.save()
    page.content_owner = owner
    page.last_reviewed_on, page.next_review_on = date(2026, 3, 2), date(2027, 3, 2)
    page.evidence_rating = EvidenceRating.STRONG
    page.audience_roles, page.stages = [RassoRole.ANALYST], [Stage.REPORT]
    page.pillars = [Pillar.VICTIM]
    page.content_note = "Short words on hard things."
    page.references = [  # type: ignore[assignment] # a stream field takes a list
        {"type": "reference", "value": {"title": "A book about lists", "url": ""}}
    ]
    return publish(page, "Sorted anew.")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert (address, answer.status_code) == (address, 200)
    return answer.content.decode()


def has_all(html: str) -> None:
    assert [words for words in (*ABOUT, "Short words on hard things.") if words not in html] == []


def test_a_section_shows_all_that_its_editor_wrote_of_it(
    officer: User, editor: User, sign_in: SignIn
) -> None:
    page, client = fill(guidance_root(), editor), sign_in(officer)
    html = shown(client, "/guidance/")
    has_all(html)
    assert html.index("There is nothing here yet") < html.index("About this page")
    assert f"/page/{page.translation_key}/history/" in html
    assert "/guidance/?print" in html
    assert "Sorted anew." in shown(client, f"/page/{page.translation_key}/history/")


def test_the_list_of_practice_shows_it_too(officer: User, editor: User, sign_in: SignIn) -> None:
    fill(ensure_practice_section(), editor)
    has_all(shown(sign_in(officer), "/guidance/practice/"))


def test_a_section_of_a_force_shows_it_to_those_in_post_there(
    ours: WritingForce, officer: User, sign_in: SignIn
) -> None:
    section = fill(BasePage.objects.get(pk=ours.place.section_id).specific, ours.editor)
    address = section.get_url()
    has_all(shown(sign_in(ours.officer), address))
    assert sign_in(officer).get(address).status_code == 404


def test_the_list_of_modules_shows_what_its_section_says(
    officer: User, editor: User, stranger: User, sign_in: SignIn
) -> None:
    section = learning_index()
    section.introduction = [  # type: ignore[assignment] # as above
        {"type": "text", "value": "<p>Begin where you like.</p>"}
    ]
    section.summary = "Sixteen short modules."
    fill(section, editor)
    make_module("One of them")
    html = shown(sign_in(officer), "/learning/")
    has_all(html)
    assert "Begin where you like." in html
    assert "Sixteen short modules." in html
    assert html.index("One of them") < html.index("About this page")
    assert "This is the page as it prints" in shown(sign_in(officer), "/learning/?print")
    nothing = shown(sign_in(stranger), "/learning/")
    hidden = ("About this page", "Invented Owner", "A book about lists", "Sixteen short modules.")
    assert [words for words in hidden if words in nothing] == []


def test_the_editor_of_the_home_page_reads_that_nobody_sees_it(
    editor: User, officer: User, sign_in: SignIn
) -> None:
    guidance_root()
    home = HomePage.objects.get()
    home.summary = "Words that nobody reads."
    fill(home, editor)
    said = "Readers do not see what is written here."
    assert said in shown(sign_in(editor), f"/cms/pages/{home.pk}/edit/")
    section = SectionIndexPage.objects.get(slug="guidance")
    assert said not in shown(sign_in(editor), f"/cms/pages/{section.pk}/edit/")
    for address in ("/", "/home/", "/guidance/", "/search/?q=nobody+reads"):
        assert "Words that nobody reads." not in shown(sign_in(officer), address)
