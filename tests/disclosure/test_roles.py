"""Figures of roles stand only where no role and no place can be subtracted to a few people."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from disclosure.auditing import Evidence, Figure, audit, audit_together
from disclosure.drafting import Draft, Month, draft
from disclosure.figures import Contribution
from disclosure.noise import Label
from disclosure.tree import Tree
from tests.support.figures import (
    COLLECTION,
    MOOD,
    PERIOD,
    SECRET,
    answering,
    gathered,
    grow,
    silent,
)

# One force with a large and a small unit, and a second force in another region.
PARENTS = {1: None, 2: 1, 3: 2, 10: 3, 11: 10, 12: 10, 4: 1, 5: 4, 50: 5}
TREE = grow(PARENTS)


def drafts(people: Sequence[Contribution], spare: int = 4, tree: Tree = TREE) -> dict[str, Draft]:
    """Draft a month in which spare people of each place and role did not take part."""
    others, roles = {}, {}
    for place, role in sorted({(one.place_id, one.role) for one in people}):
        for ref in silent(place, spare, role=role):
            others[ref], roles[ref] = place, role
    said = gathered(people, others)
    said.roles.update(roles)  # type: ignore[attr-defined]  # a dictionary here
    month = Month(tree, said, {}, SECRET, Label(COLLECTION, PERIOD, ""))
    return {made.role: made for made in draft(MOOD, month)}


def shown(made: dict[str, Draft], role: str) -> set[int]:
    return {cell.place_id for cell in made[role].cells} if role in made else set()


def people_of(**numbers: tuple[int, int]) -> list[Contribution]:
    """Return people by role: so many in team 11, so many in team 12."""
    return [
        one
        for role, both in numbers.items()
        for place, number in zip((11, 12), both, strict=True)
        for one in answering(place, number, role=role)
    ]


def test_roles_of_thirty_are_shown_from_force_level_up() -> None:
    made = drafts(people_of(investigator=(40, 40), supporter=(35, 35)))
    assert shown(made, "investigator") == shown(made, "supporter") == {1, 2, 3}
    assert {cell.people for cell in made["supporter"].cells} == {70}
    assert {cell.response for cell in made["supporter"].cells} == {""}


def test_a_role_of_twenty_nine_is_not_shown_and_takes_the_smallest_role_with_it() -> None:
    # What is left of everyone without investigators would be 5 people.
    made = drafts(people_of(investigator=(40, 40), supporter=(35, 35), lead=(3, 2)))
    assert shown(made, "lead") == set()
    assert shown(made, "supporter") == set()
    assert shown(made, "investigator") == {1, 2, 3}


def test_enough_people_of_small_roles_let_the_others_stand() -> None:
    made = drafts(people_of(investigator=(40, 40), supporter=(35, 35), lead=(10, 9)))
    assert shown(made, "investigator") == shown(made, "supporter") == {1, 2, 3}


def test_a_role_that_is_one_team_and_a_person_more_is_not_shown() -> None:
    made = drafts(people_of(investigator=(40, 1), supporter=(0, 50)))
    assert shown(made, "investigator") == set()
    assert shown(made, "supporter") == set()


def test_roles_that_are_exactly_teams_are_shown() -> None:
    made = drafts(people_of(investigator=(40, 0), supporter=(0, 50)))
    assert shown(made, "investigator") == shown(made, "supporter") == {1, 2, 3}


def test_a_role_in_which_everyone_took_part_is_not_shown_with_thirty_one() -> None:
    full = people_of(investigator=(31, 0), supporter=(0, 60))
    assert shown(drafts(full, spare=0), "investigator") == set()
    assert shown(drafts(full, spare=2), "investigator") == {1, 2, 3}


def test_people_without_a_role_are_nobodys_figure() -> None:
    made = drafts([*people_of(investigator=(40, 40)), *answering(12, 40)])
    assert set(made) == {"", "investigator"}


def test_a_force_that_is_too_small_for_a_role_is_counted_in_the_nation() -> None:
    people = [*people_of(investigator=(40, 40)), *answering(50, 29, role="investigator")]
    made = drafts([*people, *answering(50, 60, role="supporter")])
    # The nation less the first region would be the 29 of the second.
    assert shown(made, "investigator") == {1}


# One region of three forces, in each a unit: 10, 60 and 90.
REGION_OF_THREE = grow({1: None, 2: 1, 3: 2, 10: 3, 6: 2, 60: 6, 9: 2, 90: 9})


def test_a_role_of_a_force_and_another_of_its_region_leave_nobody_alone() -> None:
    # The first two forces, less the investigators of one and the supporters of both, are one lead.
    people = [
        *answering(10, 40, role="investigator"),
        *answering(10, 20, role="supporter"),
        *answering(10, 1, role="lead"),
        *answering(60, 60, role="supporter"),
        *answering(90, 15, role="lead"),
    ]
    made = drafts(people, tree=REGION_OF_THREE)
    assert shown(made, "") == {1, 2, 3, 6, 9, 10, 60, 90}
    assert shown(made, "supporter") == set()
    assert shown(made, "investigator") == {1, 2, 3}


def test_a_role_that_is_nearly_one_team_and_a_few_of_another_is_not_shown() -> None:
    # The team less the investigators is four people less five: nine whose scores would show.
    made = drafts(people_of(investigator=(30, 5), supporter=(4, 40)))
    assert shown(made, "investigator") == set()


def test_without_known_roles_there_are_no_figures_of_roles() -> None:
    people = people_of(investigator=(40, 40), supporter=(35, 35))
    said = gathered(people, silent(11, 5))
    said.roles.clear()  # type: ignore[attr-defined]  # a dictionary here
    month = Month(TREE, said, {}, SECRET, Label(COLLECTION, PERIOD, ""))
    assert [made.role for made in draft(MOOD, month)] == [""]


def test_roles_and_places_have_noise_of_their_own() -> None:
    # The same eighty people are the force, the region, the nation and their one role.
    made = drafts(people_of(investigator=(40, 40)))
    totals = {role: {one.place_id: one.total for one in made[role].exact} for role in made}
    assert len(set(totals["investigator"].values())) == 1
    assert totals["investigator"][3] != totals[""][3]


def test_at_most_six_roles_of_a_place_are_shown() -> None:
    numbers = {f"role{number}": (40 + number, 40 + number) for number in range(8)}
    made = drafts(people_of(**numbers))
    assert [role for role in made if role] == [f"role{number}" for number in range(2, 8)]


def evidence(tree: Tree, made: Draft) -> Evidence:
    return Evidence(
        measure=made.measure,
        role=made.role,
        parents=tree.parents(),
        contributors=made.contributors,
        members=made.members,
        figures=tuple(Figure(one.place_id, one.people, one.total) for one in made.exact),
        least=made.least,
    )


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_roles_the_auditor_finds_nothing(seed: int) -> None:
    numbers = [
        (seed * 7 + place * 13 + number * 29) % 53 for place in (0, 1, 2) for number in range(4)
    ]
    people = [
        one
        for index, number in enumerate(numbers)
        for one in answering((11, 12, 50)[index // 4], number, role=f"role{index % 4}")
    ]
    everyone, *roles = drafts(people).values()
    for made in (everyone, *roles):
        audit(evidence(TREE, made))
    audit_together(evidence(TREE, everyone), [evidence(TREE, made) for made in roles])


@pytest.mark.parametrize("seed", range(60))
def test_no_sum_of_roles_is_nearly_a_sum_of_places(seed: int) -> None:
    """Try every set of figures of roles against every set of atoms, without engine or auditor."""
    dice = random.Random(seed)  # noqa: S311 - a test's own dice
    sizes = [0, 1, 9, 20, 31, 45, 60]
    people = [
        one
        for place in (10, 60, 90)
        for number in range(3)
        for one in answering(place, dice.choice(sizes), role=f"role{number}")
    ]
    made = drafts(people, tree=REGION_OF_THREE)
    places = groups_of(people, shown(made, ""))
    roles = [
        group
        for role in made.keys() - {""}
        for group in groups_of([one for one in people if one.role == role], shown(made, role))
    ]
    for size in range(1, len(roles) + 1):
        for chosen in combinations(roles, size):
            taken = set().union(*chosen)
            rest = sum(min(len(place & taken), len(place - taken)) for place in places)
            assert rest == 0 or rest >= 10


def groups_of(people: Sequence[Contribution], published: set[int]) -> list[set[str]]:
    """Return the people of each published place who are in no published place below it."""
    groups: dict[int, set[str]] = {}
    for one in people:
        here: int | None = one.place_id
        while here is not None and here not in published:
            here = REGION_OF_THREE.parent(here)
        if here is not None:
            groups.setdefault(here, set()).add(one.ref)
    return list(groups.values())
