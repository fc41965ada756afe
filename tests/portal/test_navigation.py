"""People are offered only what they may open, and can always sign out."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organisation.models import Role
from portal import navigation
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, nation, person_in

pytestmark = pytest.mark.django_db

EVERYONE = ["/home/", "/learning/", "/guidance/", "/wellbeing/", "/peer-support/", "/search/"]


def addresses(
    user: object, among: tuple[navigation.Destination, ...], path: str = "/"
) -> list[str]:
    return [item.href for item in navigation.items_for(user, path, among)]  # type: ignore[arg-type] # a User


def test_an_officer_is_offered_no_team() -> None:
    assert addresses(person_in(TeamFactory()), navigation.MAIN) == EVERYONE


def test_an_account_without_post_or_role_is_not_offered_guidance_that_it_cannot_open() -> None:
    offered = addresses(UserFactory(superuser=True), navigation.MAIN)
    assert offered == [address for address in EVERYONE if address != "/guidance/"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_whoever_answers_for_people_is_offered_their_learning(role: Role) -> None:
    person = person_in(TeamFactory(), role)
    own = ["/team/learning/", "/wellbeing/trends/"]
    assert addresses(person, navigation.MAIN) == [*EVERYONE, *own]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_whoever_writes_is_offered_the_editing_pages(role: Role) -> None:
    team = TeamFactory()
    for person in (person_in(team, role, scope=nation()), person_in(team, role)):
        assert "/cms/" in addresses(person, navigation.ACCOUNT)
    assert "/cms/" not in addresses(person_in(team), navigation.ACCOUNT)


def test_an_officer_is_not_offered_the_editing_pages() -> None:
    assert "/cms/" not in addresses(UserFactory(), navigation.ACCOUNT)


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.FORCE_ADMIN, ["/organisation/"]),
        (Role.NATIONAL, ["/wellbeing/trends/", "/organisation/"]),
        (Role.DPO, ["/audit/", "/privacy/requests/"]),
        (Role.WELLBEING_LEAD, ["/wellbeing/trends/"]),
    ],
)
def test_whoever_keeps_people_or_watches_over_data_is_offered_their_pages(
    role: Role, places: list[str]
) -> None:
    person = person_in(TeamFactory(), role)
    assert addresses(person, navigation.MAIN) == [*EVERYONE, *places]


def test_everyone_is_offered_their_own_record_news_account_and_data() -> None:
    assert addresses(UserFactory(), navigation.ACCOUNT) == [
        "/my/learning/",
        "/my/bookmarks/",
        "/notifications/",
        "/accounts/",
        "/my/data/",
    ]


def test_the_section_one_is_in_is_marked() -> None:
    items = navigation.items_for(UserFactory(), "/learning/first-account/", navigation.MAIN)
    assert [item.href for item in items if item.is_current] == ["/learning/"]


def test_of_two_sections_of_which_one_lies_within_the_other_the_inner_one_is_marked() -> None:
    within = (
        navigation.Destination("Outer", "/wellbeing/", navigation.anyone),
        navigation.Destination("Inner", "/wellbeing/trends/", navigation.anyone),
    )
    items = navigation.items_for(UserFactory(), "/wellbeing/trends/guide/", within)
    assert [item.href for item in items if item.is_current] == ["/wellbeing/trends/"]


def test_a_stranger_is_offered_nothing_but_signing_in(client: Client) -> None:
    html = client.get("/cookies/").content.decode()
    assert 'href="/home/"' not in html
    assert "Sign out" not in html
    assert 'href="/accounts/login/"' in html


def test_signing_out_is_a_form_that_other_sites_cannot_send(client: Client) -> None:
    client.force_login(UserFactory(first_name="Sam", last_name="Example"))
    html = client.get("/cookies/").content.decode()
    form = html[html.index('action="/accounts/logout/"') :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]
    assert "Sam Example" in html
    assert 'data-signed-in="true"' in html


def test_the_header_costs_one_query_for_the_roles_and_one_for_the_post(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(person_in(TeamFactory(), Role.MANAGER))
    # The session, the account, the roles, the post; what allauth keeps about the session; and the
    # words of the banner, until they are in the cache.
    with django_assert_max_num_queries(8):
        client.get("/cookies/")
