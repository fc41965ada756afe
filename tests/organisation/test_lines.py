"""Who answers for whom, at any depth, in one query."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from organisation.exceptions import NodeKeptError
from organisation.models import Membership, Node, Role
from organisation.selectors import line_managers_of, people_in_line_of, reports_of
from tests.factories.organisation import MembershipFactory, TeamFactory, person_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def line_of(length: int) -> list[User]:
    """Return people each of whom reports to the one before."""
    team = TeamFactory()
    people: list[User] = []
    for _number in range(length):
        people.append(person_in(team, line_manager=people[-1] if people else None))
    return people


def test_a_supervisor_has_the_people_of_the_team_and_not_themselves() -> None:
    team = TeamFactory()
    supervisor = person_in(team, Role.SUPERVISOR)
    officer = person_in(team)
    person_in(TeamFactory())

    assert list(people_in_line_of(supervisor, TODAY)) == [officer]


def test_someone_without_a_line_role_answers_for_nobody() -> None:
    top, _below = line_of(2)

    assert not people_in_line_of(top, TODAY).exists()


def test_those_below_are_found_at_depth_six_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = line_of(7)

    with django_assert_num_queries(1):
        assert set(reports_of(people[0], TODAY)) == set(people[1:])


def test_those_above_are_found_at_depth_six_in_one_query_nearest_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = line_of(7)

    with django_assert_num_queries(1):
        assert line_managers_of(people[-1], TODAY) == people[-2::-1]


def test_a_loop_ends_both_walks() -> None:
    first, second, third = line_of(3)
    Membership.objects.filter(person=first).update(line_manager=third)

    assert set(reports_of(first, TODAY)) == {second, third}
    assert line_managers_of(third, TODAY) == [second, first]


def test_a_line_is_that_of_its_day() -> None:
    manager, officer = line_of(2)
    Membership.objects.filter(person=officer).update(ended_on=TODAY)

    assert not reports_of(manager, TODAY).exists()
    assert list(reports_of(manager, date(2026, 3, 1))) == [officer]


def test_the_line_of_a_manager_reaches_past_the_unit() -> None:
    team, elsewhere = TeamFactory(), TeamFactory()
    manager = person_in(team, Role.MANAGER)
    lent = MembershipFactory(node=elsewhere, line_manager=manager).person

    assert list(people_in_line_of(manager, TODAY)) == [lent]


def test_a_place_is_never_deleted() -> None:
    team = TeamFactory()
    with pytest.raises(NodeKeptError):
        team.delete()
    with pytest.raises(NodeKeptError):
        Node.objects.filter(pk=team.pk).delete()
    assert Node.objects.filter(pk=team.pk).exists()
