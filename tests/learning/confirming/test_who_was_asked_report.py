"""Editors see how many were asked and have done it: totals of ten and more, and never a name."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, PageVersion
from learning.selectors.asked import asked_by_force
from learning.services import confirm_reading
from learning.withholding import AskedCount, shown_counts
from organisation.models import Membership, Node, NodeKind, Role
from tests.factories.accounts import UserFactory
from tests.factories.changes import make_changed_page, publish_change
from tests.factories.learning import complete, make_module
from tests.factories.organisation import TeamFactory, nation, person_in, place_above

pytestmark = pytest.mark.django_db

LIST = "/cms/reports/who-was-asked/"


def people(place: Node, number: int) -> list[User]:
    return [person_in(place) for _number in range(number)]


def report(version: PageVersion) -> str:
    return f"{LIST}{version.public_id}/"


@pytest.fixture
def editor(clock: object) -> User:
    """An editor for the nation, who has no post and so is asked nothing."""
    person = person_in(TeamFactory(), Role.EDITOR, scope=nation())
    Membership.objects.filter(person=person).update(started_on=date(2026, 3, 3))
    return person


def test_the_counts_are_by_force_on_the_day_of_the_change(editor: User) -> None:
    home, away = TeamFactory(), TeamFactory()
    first, *_others = people(home, 3)
    people(away, 2)
    late = person_in(home)
    Membership.objects.filter(person=late).update(started_on=date(2026, 3, 9))
    version = make_changed_page()
    confirm_reading(person=first, version=version, answer="", now=timezone.now())
    names = [place_above(team, NodeKind.FORCE).name for team in (home, away)]
    found = sorted(asked_by_force(version, date(2026, 3, 10)), key=lambda count: count.force)
    assert found == sorted(
        [AskedCount(names[0], 3, 1), AskedCount(names[1], 2, 0)], key=lambda count: count.force
    )


def test_a_module_counts_those_who_had_completed_it(editor: User) -> None:
    team, module = TeamFactory(), make_module()
    first, second, _third = people(team, 3)
    for person in (first, second):
        complete(person, module, date(2026, 2, 1))
    version = publish_change(module)
    module.refresh_from_db()
    complete(first, module, date(2026, 3, 2))
    assert [(c.asked, c.done) for c in asked_by_force(version, date(2026, 3, 2))] == [(2, 1)]


@pytest.mark.parametrize(
    ("groups", "shown", "withheld"),
    [
        ([("A", 12), ("B", 15)], ["A", "B"], 0),
        # What remains would be about four people, so the smaller of the shown goes too.
        ([("A", 12), ("B", 15), ("C", 4)], ["B"], 2),
        ([("A", 12), ("B", 9), ("C", 4)], ["A"], 2),
        ([("A", 12), ("C", 4)], [], 2),
        ([("A", 0), ("B", 10)], ["B"], 0),
    ],
)
def test_no_count_is_about_fewer_than_ten_nor_gives_one_away(
    groups: list[tuple[str, int]], shown: list[str], withheld: int
) -> None:
    found = shown_counts(AskedCount(force, asked, 0) for force, asked in groups)
    assert found.total is not None
    assert [count.force for count in found.forces] == shown
    assert found.withheld == withheld
    rest = found.total.asked - sum(count.asked for count in found.forces)
    assert rest == 0 or rest >= 10


def test_fewer_than_ten_in_all_are_not_counted_at_all() -> None:
    assert shown_counts([AskedCount("A", 9, 3)]).total is None


def test_the_page_shows_totals_and_no_names(client: Client, editor: User) -> None:
    team = TeamFactory()
    asked = people(team, 11)
    version = make_changed_page()
    for person in asked[:4]:
        confirm_reading(person=person, version=version, answer="", now=timezone.now())
    client.force_login(editor)
    assert "First accounts" in client.get(LIST).content.decode()
    page = " ".join(client.get(report(version)).content.decode().split())
    assert "<td>11</td><td>4</td>" in page
    assert place_above(team, NodeKind.FORCE).name in page
    assert not any(person.last_name in page or person.email in page for person in asked)


def test_a_small_audience_is_withheld(client: Client, editor: User) -> None:
    people(TeamFactory(), 9)
    version = make_changed_page()
    client.force_login(editor)
    page = client.get(report(version)).content.decode()
    assert "Fewer than 10 people were asked, so no figures are shown." in page


def test_an_editor_of_a_force_sees_its_pages_and_their_own_and_no_others(client: Client) -> None:
    writer = person_in(TeamFactory(), Role.EDITOR)
    force = Membership.objects.get(person=writer).force
    local, other = make_changed_page("Local", force=force), make_changed_page("National")
    owned = make_changed_page("Owned")
    BasePage.objects.filter(pk=owned.page_id).update(content_owner=writer)
    client.force_login(writer)
    page = client.get(LIST).content.decode()
    assert "Local" in page
    assert "Owned" in page
    assert "National" not in page
    assert client.get(report(local)).status_code == 200
    assert client.get(report(other)).status_code == 404


def test_who_does_not_write_is_refused(client: Client) -> None:
    version = make_changed_page()
    for person in (person_in(TeamFactory()), person_in(TeamFactory(), Role.NATIONAL)):
        client.force_login(person)
        assert client.get(LIST).status_code == 403
        assert client.get(report(version)).status_code == 403


def test_an_empty_list_says_so(client: Client) -> None:
    client.force_login(UserFactory(superuser=True))
    assert "None of your pages has had a material change yet." in client.get(LIST).content.decode()


def test_a_page_that_was_confirmed_is_unpublished_and_not_deleted(client: Client) -> None:
    editor = person_in(TeamFactory(), Role.EDITOR, scope=nation())
    version = make_changed_page()
    confirm_reading(person=editor, version=version, answer="", now=timezone.now())
    client.force_login(UserFactory(superuser=True))
    client.post(f"/cms/pages/{version.page_id}/delete/")
    assert BasePage.objects.filter(pk=version.page_id).exists()
