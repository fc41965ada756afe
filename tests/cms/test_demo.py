"""The demo's guidance shows every block, every marking and every audience, once."""

import pytest

from accounts.models import User
from cms import demo
from cms.blocks import ContentBlocks
from cms.models import GuidancePage, Marking
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_seeding_twice_makes_the_pages_once_with_their_owner_and_version() -> None:
    owner = UserFactory(email=demo.EDITOR)
    said: list[str] = []
    demo.seed(said.append)
    demo.seed(said.append)
    assert said == ["Guidance: 8 pages"]
    pages = GuidancePage.objects.live()
    assert len(pages) == 8
    assert all(page.content_owner == owner and page.live_revision for page in pages)
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
