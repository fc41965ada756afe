"""The auditor counts people itself, and does not believe counts that differ."""

import pytest

from disclosure.auditing import Evidence, NarrowedError, check_counts, recount
from disclosure.exceptions import AuditFailedError
from disclosure.figures import Gathered
from disclosure.models import PublishedCell
from disclosure.services import close_month
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.support.figures import PERIOD, answering, silent, source_of

FORCE, TEAM = 1, 2


def evidence(contributors: dict[int, int], members: dict[int, int]) -> Evidence:
    return Evidence("mood.overall", "", {FORCE: None, TEAM: FORCE}, contributors, members, ())


def test_everyone_is_in_one_place_where_they_are_counted_or_else_where_they_belonged() -> None:
    found = recount({"a": TEAM, "b": TEAM, "c": FORCE}, [("a", FORCE), ("d", TEAM)])

    assert found.contributors == {FORCE: 1, TEAM: 1}
    assert found.members == {FORCE: 2, TEAM: 2}
    check_counts(evidence({FORCE: 1, TEAM: 1}, {FORCE: 2, TEAM: 2}), found)


def test_somebody_counted_twice_is_one_person() -> None:
    found = recount({}, [("a", TEAM), ("a", TEAM), ("a", FORCE)])

    assert found.contributors == {TEAM: 1}
    with pytest.raises(NarrowedError) as caught:
        check_counts(evidence({TEAM: 2}, {TEAM: 2}), found)
    assert caught.value.place_id == TEAM


def test_nine_people_and_one_of_them_twice_are_not_published(sample_force: SampleForce) -> None:
    team = sample_force.teams[0].pk
    people = answering(team, 9)
    said = Gathered(
        {one.ref: team for one in people} | silent(team, 5), {"mood.overall": [*people, people[0]]}
    )

    with pytest.raises(AuditFailedError) as caught:
        close_month(source=source_of({PERIOD: said}), period=PERIOD, now=CLOSING_DAY)

    assert caught.value.cell == f"mood.overall {sample_force.teams[0].slug}"
    assert not PublishedCell.objects.exists()
