"""The pages about places and people on a phone and on a desk: they fit, and axe finds nothing."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from organisation.models import ImportRun, Membership, Node, NodeKind, Role, RoleGrant
from organisation.people_files.columns import NAMES
from organisation.tasks import work_on_import
from tests.browser.people import sign_in_with_form
from tests.factories.accounts import UserFactory
from tests.factories.organisation import MembershipFactory
from tests.support.browser import axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

ADMIN = "forceadmin@demo.example"


def problems_of(page: Page, address: str) -> list[str]:
    """What is wrong with the page, each line with its address."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    found = axe_violations(page)
    if not no_horizontal_overflow(page):
        found.append("wider than the screen")
    return [f"{address}: {problem}" for problem in found]


def demo_force() -> Node:
    admin = RoleGrant.objects.get(person__email=ADMIN, role=Role.FORCE_ADMIN)
    return admin.scope


def demo_team() -> Node:
    teams = Node.objects.within(demo_force()).filter(kind=NodeKind.TEAM)
    return teams.order_by("path")[0]


def invited_person() -> User:
    person: User = UserFactory(invited=True)
    MembershipFactory(person=person, node=demo_team())
    return person


def upload(page: Page, rows: list[str]) -> ImportRun:
    """Upload a file on the page and let it be checked."""
    content = "\n".join([",".join(NAMES), *rows]).encode()
    page.goto("/organisation/people/imports/")
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=content)
    page.get_by_label("File of people").set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    page.wait_for_url("**/imports/*-*/")
    run = ImportRun.objects.latest("created_at")
    work_on_import(run.pk)
    # The page asks again by itself; whoever goes elsewhere meanwhile may be called back.
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Being checked")
    return run


def test_the_pages_about_a_person_fit_and_axe_finds_nothing(page: Page) -> None:
    sign_in_with_form(page, ADMIN)
    force, invited = demo_force(), invited_person()
    posts = Membership.objects.filter(force=force, node=demo_team()).exclude(person=invited)
    post = posts.order_by("pk")[0]
    person = f"/organisation/people/{post.person.public_id}/"
    grant = RoleGrant.objects.create(
        person=post.person, role=Role.WELLBEING_LEAD, scope=force, starts_on=post.started_on
    )

    found = []
    for address in (
        f"/organisation/people/{invited.public_id}/",
        person,
        f"{person}post/",
        f"{person}leave/",
        f"{person}roles/give/",
        f"{person}roles/{grant.public_id}/end/",
        f"{person}two-step-sign-in/reset/",
    ):
        found += problems_of(page, address)
    assert not found, "\n".join(found)


def test_an_invitation_is_sent_again_by_one_press(page: Page) -> None:
    sign_in_with_form(page, ADMIN)
    page.goto(f"/organisation/people/{invited_person().public_id}/")
    page.get_by_role("button", name="Send an invitation").click()
    expect(page.get_by_text("A new invitation is on its way.")).to_be_visible()
    send = page.get_by_role("button", name="Send the invitation again")
    send.click()
    expect(page.get_by_text("less than 10 minutes ago")).to_be_visible()
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_a_file_goes_from_errors_to_applied_and_each_page_of_it_fits(page: Page) -> None:
    sign_in_with_form(page, ADMIN)
    row = "ann@new.example,Ann,Cole,N77,{},investigator,{},,,2026-01-05,"
    refused = upload(page, [row.format("no such rank", "no such team")])
    found = problems_of(page, f"/organisation/people/imports/{refused.public_id}/")
    expect(page.get_by_text("We do not know this rank")).to_be_visible()

    run = upload(page, [row.format("DC", demo_team().slug)])
    found += problems_of(page, f"/organisation/people/imports/{run.public_id}/")
    page.get_by_role("button", name="Apply the whole file").click()
    page.wait_for_url("**/apply/")
    found += problems_of(page, page.url)
    page.get_by_role("button", name="Apply the whole file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Being applied")
    found += [f"while applied: {problem}" for problem in axe_violations(page)]
    work_on_import(run.pk)
    expect(page.get_by_role("heading", level=1)).to_have_text("Applied")
    found += problems_of(page, f"/organisation/people/imports/{run.public_id}/")

    assert User.objects.filter(email="ann@new.example").exists()
    assert not found, "\n".join(found)


def test_the_pages_of_the_national_team_fit_and_axe_finds_nothing(page: Page) -> None:
    sign_in_with_form(page, "national@demo.example")
    force = demo_force()
    found = []
    for address in (
        "/organisation/places/",
        "/organisation/national/roles/",
        f"/organisation/places/{force.slug}/",
        f"/organisation/places/{force.slug}/rename/",
        f"/organisation/places/{force.slug}/move/",
        f"/organisation/places/{force.slug}/close/",
    ):
        found += problems_of(page, address)
    assert not found, "\n".join(found)
