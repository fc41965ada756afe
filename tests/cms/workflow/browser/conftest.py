"""A page and the people around it, in a real browser, without the content of the demo."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from cms.models import GuidancePage, Remit
from organisation.models import Role
from tests.cms.conftest import holder_of, person_with
from tests.cms.workflow.conftest import BODY, reviewer
from tests.cms.workflow.editing import submit
from tests.factories.cms import GuidancePageFactory
from tests.support.browser import SignIn, session_giver


@dataclass(frozen=True)
class Story:
    """A page, and the people around it."""

    guidance: GuidancePage
    editor: User
    specialist: User
    officer: User


@pytest.fixture
def seeded_database(transactional_db: None) -> None:
    """Nothing of the demo: these tests make the few people and the page that they need."""


@pytest.fixture
def sign_in(live_site: LiveServer) -> SignIn:
    """The browser's way, where the other tests of the CMS sign in a client."""
    return session_giver(live_site.url)


@pytest.fixture
def story(seeded_database: None) -> Story:
    """A live page with an editor, a reviewer and a reader."""
    editor = holder_of(Role.EDITOR)
    page = GuidancePageFactory(title="How to ask", body=BODY, content_owner=editor)
    page.save_revision().publish()
    return Story(page, editor, reviewer(Remit.SPECIALIST), person_with())


def hand_in(story: Story) -> None:
    """Submit a change, and let every list of the first page have something in it."""
    soon = timezone.localdate() + timedelta(days=3)
    GuidancePage.objects.filter(pk=story.guidance.pk).update(
        content_owner=story.specialist, next_review_on=soon
    )
    client = Client()
    client.force_login(story.editor)
    said = {"change_kind": "minor", "change_note": "Clearer."}
    assert submit(client, story.guidance, title="To be read", **said).status_code == 302


def edit(page: Page, guidance: GuidancePage) -> None:
    """Open the page in the editor, and wait until it is ready to be typed in."""
    page.goto(f"/cms/pages/{guidance.pk}/edit/")
    expect(page.get_by_role("tab", name="Content")).to_be_visible()


def type_summary(page: Page, words: str) -> None:
    """Write the summary anew."""
    page.locator("textarea[name=summary]").fill(words)


def save_draft(page: Page) -> None:
    """Press the button, and wait for what comes back."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("tab", name="Content")).to_be_visible()
