"""Every page that each role's links lead to: it opens, fits the screen and says what it is."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from accounts.demo import PEOPLE
from learning.models import ModulePage
from tests.browser.crawling import Screens, Tried, Walk, watching_screens
from tests.browser.people import sign_in_with_form
from tests.support.browser import SignIn, no_horizontal_overflow

pytestmark = pytest.mark.browser

PUBLIC = ("/", "/accounts/login/", "/accessibility/", "/privacy/", "/cookies/", "/support/")
# What the links of a role must lead to; without it a page that lost its link would go unseen.
MUST_MEET = {
    "officer": [
        *("/learning/", "/guidance/", "/my/learning/", "/notifications/", "/my/data/"),
        *("/wellbeing/", "/wellbeing/check-in/", "/wellbeing/history/", "/wellbeing/notes/"),
        *("/wellbeing/settings/", "/wellbeing/instruments/", "/wellbeing/who-sees-this/"),
        *("/wellbeing/contact/", "/wellbeing/contact/yours/", "/privacy/papers/threat-model/"),
    ],
    "coordinator": ["/wellbeing/contact-requests/"],
    "supervisor": ["/team/learning/", "/wellbeing/trends/"],
    "manager": ["/team/learning/", "/wellbeing/trends/", "/wellbeing/trends/guide/"],
    "wellbeing": ["/wellbeing/trends/", "/wellbeing/how-we-know/"],
    "forceadmin": ["/organisation/", "/organisation/people/", "/organisation/people/add/"],
    "national": ["/organisation/", "/privacy/retention/", "/wellbeing/trends/"],
    "dpo": ["/audit/", "/privacy/requests/", "/privacy/requests/erasure/"],
}
# Pages that are of a kind with others, and yet hold what no other does.
ALSO = {"officer": ("/guidance/how-guidance-is-written/",)}


@pytest.fixture
def screens() -> Iterator[Screens]:
    """The templates behind the page that was opened last."""
    with watching_screens() as watched:
        yield watched


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """The screens that axe has tried; one look at each is enough for all roles and workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "tried"
    folder.mkdir(exist_ok=True)
    return Tried(folder)


@pytest.mark.parametrize("account", [person.local_part for person in PEOPLE])
def test_each_role_can_open_all_that_its_pages_lead_to(
    desk_page: Page, screens: Screens, tried: Tried, account: str
) -> None:
    sign_in_with_form(desk_page, f"{account}@demo.example")
    walk = Walk(desk_page, screens, tried, of_a_kind=2 if account == "officer" else 1)
    walk.follow_from("/home/", *ALSO.get(account, ()))
    assert not walk.problems, "\n".join(sorted(walk.problems))
    assert [page for page in MUST_MEET.get(account, []) if page not in walk.visited] == []


def test_a_stranger_can_open_all_that_the_public_pages_lead_to(
    desk_page: Page, screens: Screens, tried: Tried
) -> None:
    walk = Walk(desk_page, screens, tried)
    walk.follow_from(*PUBLIC)
    assert not walk.problems, "\n".join(sorted(walk.problems))
    assert {page.split("?")[0] for page in walk.visited} >= {*PUBLIC, "/accounts/password/reset/"}


def test_every_section_of_every_module_fits_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, "editor@demo.example")
    modules = ModulePage.objects.live().prefetch_related("sections")
    wrong = []
    for module in modules:
        for number, section in enumerate(module.sections.all(), start=1):
            address = f"/learning/{module.slug}/section/{number}/"
            phone_page.goto(address)
            if phone_page.locator("h1").all_inner_texts() != [section.title]:
                wrong.append(f"{address} has another heading than {section.title}")
            if not no_horizontal_overflow(phone_page):
                wrong.append(f"{address} is wider than the screen")
    assert len(modules) == 16
    assert wrong == []
