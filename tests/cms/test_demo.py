"""The demo's guidance shows every block, every marking and every audience, once."""

from datetime import date

import pytest
from django.db.models import Q

from accounts.models import User
from cms import demo
from cms.blocks import ContentBlocks
from cms.models import (
    BasePage,
    GuidancePage,
    LegalUpdatePage,
    Marking,
    PracticeExamplePage,
    SectionIndexPage,
    ToolKind,
    ToolPage,
)
from organisation.models import ForceProfile, SoteriaPhase
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db


def test_seeding_twice_makes_the_pages_once_with_their_owner_and_version() -> None:
    owner = UserFactory(email=demo.EDITOR)
    said: list[str] = []
    demo.seed(said.append)
    demo.seed(said.append)
    assert said == ["Guidance: 8 pages", "Legal updates: 3 pages", "Tools: 4 pages"]
    pages = GuidancePage.objects.live()
    assert len(pages) == 8
    assert all(page.content_owner == owner and page.live_revision for page in pages)
    sections = SectionIndexPage.objects.live()
    assert {section.slug for section in sections} >= {"guidance", "learning", "practice", "tools"}
    assert all(page.content_owner == owner and page.next_review_on for page in sections)
    assert pages.filter(marking=Marking.OFFICIAL_SENSITIVE).count() == 1
    assert pages.filter(is_public=True).count() == 1
    assert pages.filter(shared_with_cps=True, is_public=False).count() == 1


def test_the_house_style_page_shows_every_block_and_says_that_it_is_a_demo(
    officer: User, sign_in: SignIn
) -> None:
    demo.seed(lambda _said: None)
    page = GuidancePage.objects.get(slug="how-guidance-is-written")
    assert {block.block_type for block in page.body} == set(ContentBlocks().child_blocks)
    html = sign_in(officer).get(page.url).content.decode()
    assert "It is not official guidance" in html
    for mark in (
        'class="govuk-body"',
        "govuk-warning-text",
        "govuk-inset-text",
        "app-checklist",
        'scope="row"',
        'alt="Three circles that overlap',
        "<audio",
        "Read the transcript",
        "(TXT",
        "Scenario: A short phone call",
        "app-support",
        "app-pause",
    ):
        assert mark in html, mark
    assert "<script>" not in html.split("<main", 1)[1]


def test_updates_tools_and_examples_are_there_with_what_they_were_before() -> None:
    for slug, phase in (
        ("avon-and-somerset", SoteriaPhase.PATHFINDER),
        ("kent", SoteriaPhase.EXPANSION),
        ("norfolk", SoteriaPhase.NATIONAL),
    ):
        ForceProfile.objects.filter(node=ForceFactory(slug=slug)).update(soteria_phase=phase)
    said: list[str] = []
    demo.seed(said.append)
    assert said[-1] == "Practice examples: 3 pages"
    examples = PracticeExamplePage.objects.live()
    assert {page.tried_by.profile.soteria_phase for page in examples} == set(SoteriaPhase)
    assert {page.kind for page in ToolPage.objects.live()} == set(ToolKind)
    assert ToolPage.objects.filter(marking=Marking.OFFICIAL_SENSITIVE).count() == 1
    changed = LegalUpdatePage.objects.get(slug="strangulation-and-suffocation")
    dates = [version.published_at.date() for version in changed.versions.all()]
    assert dates == [date(2026, 10, 5), date(2026, 6, 16), date(2026, 2, 3)]
    assert changed.last_published_at.date() == date(2026, 10, 5)
    assert changed.first_published_at.date() == date(2026, 2, 3)
    first = changed.versions.get(number=1).revision.as_object()
    assert "if there is an injury" in str(first.what_to_do)
    assert "if there is an injury" not in str(changed.what_to_do)
    every = BasePage.objects.live().exclude(Q(sectionindexpage__isnull=False)).specific()
    marked = [page for page in every if "not official guidance" in str(getattr(page, "body", ""))]
    assert len(marked) == 8 + 3 + 4 + 3
