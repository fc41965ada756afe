"""Roles and places cut the same people twice; where both meet, nobody may be left alone."""

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


def evidence(name: str, counted: dict[int, int], *figures: Figure, least: int = 10) -> Evidence:
    members = {place: number + 2 for place, number in counted.items()}
    return Evidence("pulse.overall", name, PARENTS, counted, members, figures, least)


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
