"""Roles and places cut the same people twice; where both meet, nobody may be left alone."""

from collections.abc import Mapping

import pytest

from disclosure.auditing import Evidence, Figure, NarrowedError, audit_together

FORCE, TEAM_A, TEAM_B, TEAM_C = 1, 2, 3, 4
PARENTS = {FORCE: None, TEAM_A: FORCE, TEAM_B: FORCE, TEAM_C: FORCE}


def places(counted: dict[int, int], *published: int) -> Evidence:
    """Return the evidence of all roles together, with teams published as named."""
    figures = [Figure(FORCE, sum(counted.values()), 50.0 * sum(counted.values()))]
    figures += [Figure(team, counted[team], 50.0 * counted[team]) for team in published]
    return evidence("", counted, *figures)


def role(name: str, counted: dict[int, int]) -> Evidence:
    """Return the evidence of one role, published of the force."""
    people = sum(counted.values())
    return evidence(name, counted, Figure(FORCE, people, 50.0 * people), least=30)


def evidence(
    name: str,
    counted: dict[int, int],
    *figures: Figure,
    least: int = 10,
    parents: Mapping[int, int | None] = PARENTS,
) -> Evidence:
    members = {place: number + 2 for place, number in counted.items()}
    return Evidence("pulse.overall", name, parents, counted, members, figures, least)


def test_a_role_that_is_one_team_and_one_more_person_is_refused() -> None:
    overall = places({TEAM_A: 30, TEAM_B: 20}, TEAM_A, TEAM_B)

    with pytest.raises(NarrowedError) as caught:
        audit_together(overall, [role("analyst", {TEAM_A: 30, TEAM_B: 1})])

    fault = caught.value
    assert (fault.role, fault.place_id) == ("analyst", FORCE)
    assert fault.reason == "compared with the figures of places, leaves 1 people"


def test_a_role_that_is_all_but_one_person_of_its_teams_is_refused() -> None:
    overall = places({TEAM_A: 30, TEAM_B: 20}, TEAM_A, TEAM_B)

    with pytest.raises(NarrowedError, match="leaves 1 people"):
        audit_together(overall, [role("investigator", {TEAM_A: 29, TEAM_B: 20})])


def test_two_roles_that_leave_few_people_only_together_are_refused() -> None:
    overall = places({TEAM_A: 60, TEAM_B: 20}, TEAM_A, TEAM_B)
    roles = [role("analyst", {TEAM_A: 30}), role("investigator", {TEAM_A: 28, TEAM_B: 20})]

    with pytest.raises(NarrowedError) as caught:
        audit_together(overall, roles)

    assert caught.value.role == "analyst and investigator"


def test_roles_that_are_mixed_in_every_team_pass() -> None:
    overall = places({TEAM_A: 40, TEAM_B: 40, TEAM_C: 30}, TEAM_A, TEAM_B, TEAM_C)
    roles = [
        role("analyst", {TEAM_A: 15, TEAM_B: 15, TEAM_C: 10}),
        role("investigator", {TEAM_A: 20, TEAM_B: 15, TEAM_C: 15}),
    ]

    audit_together(overall, roles)


def test_a_role_that_is_a_team_exactly_says_what_the_team_says() -> None:
    overall = places({TEAM_A: 30, TEAM_B: 20}, TEAM_A, TEAM_B)

    audit_together(overall, [role("analyst", {TEAM_A: 30})])


def test_one_person_of_another_role_in_a_hidden_team_is_not_left_alone() -> None:
    # Teams B and C are hidden, so their people are one atom, of which twelve are no analysts.
    overall = places({TEAM_A: 30, TEAM_B: 8, TEAM_C: 8}, TEAM_A)

    audit_together(overall, [role("analyst", {TEAM_A: 20, TEAM_B: 7, TEAM_C: 3})])


def test_a_role_of_the_force_and_one_of_its_region_are_taken_together() -> None:
    # Force 2 is forty analysts, twenty investigators and one other; force 3 is investigators.
    # Analysts are published of force 2, investigators of the region only.
    parents = {1: None, 2: 1, 3: 1, 4: 1}
    counted = {2: 61, 3: 60, 4: 15}
    figures = [Figure(place, people, 50.0 * people) for place, people in counted.items()]
    overall = evidence("", counted, Figure(1, 136, 6800.0), *figures, parents=parents)
    analysts = evidence(
        "analyst", {2: 40}, Figure(1, 40, 2000.0), Figure(2, 40, 2000.0), parents=parents
    )
    investigators = evidence("investigator", {2: 20, 3: 60}, Figure(1, 80, 4000.0), parents=parents)

    audit_together(overall, [analysts])
    audit_together(overall, [investigators])
    with pytest.raises(NarrowedError) as caught:
        audit_together(overall, [analysts, investigators])

    assert caught.value.reason == "compared with the figures of places, leaves 1 people"


def test_a_role_that_is_nearly_one_team_and_a_few_of_another_is_refused() -> None:
    # All of team A but four, and five of team B: the difference of both sums is of nine people.
    overall = places({TEAM_A: 34, TEAM_B: 30}, TEAM_A, TEAM_B)

    with pytest.raises(NarrowedError, match="leaves 9 people"):
        audit_together(overall, [role("analyst", {TEAM_A: 30, TEAM_B: 5})])
