"""Who answers for whom, at any depth, in one query."""

from datetime import date

import pytest

from organisation.exceptions import NodeKeptError
from organisation.models import Node, Role
from organisation.selectors import people_in_line_of
from tests.factories.organisation import TeamFactory, person_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_a_supervisor_has_the_people_of_the_team_and_not_themselves() -> None:
    team = TeamFactory()
    supervisor = person_in(team, Role.SUPERVISOR)
    officer = person_in(team)
    person_in(TeamFactory())

    assert list(people_in_line_of(supervisor, TODAY)) == [officer]


def test_a_place_is_never_deleted() -> None:
    team = TeamFactory()
    with pytest.raises(NodeKeptError):
        team.delete()
    with pytest.raises(NodeKeptError):
        Node.objects.filter(pk=team.pk).delete()
    assert Node.objects.filter(pk=team.pk).exists()
