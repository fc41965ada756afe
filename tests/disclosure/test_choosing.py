"""Which places get a figure follows from counts, from the top down."""

import random
from collections.abc import Mapping

import pytest

from disclosure.choosing import choose, is_safe, needs
from disclosure.counting import Counts
from disclosure.tree import Tree
from tests.support.figures import grow

# A nation, a region and a force with units 10 and 20, which have teams 11-13 and 21-22.
PARENTS = {1: None, 2: 1, 3: 2, 10: 3, 11: 10, 12: 10, 13: 10, 20: 3, 21: 20, 22: 20}
ABOVE = {1, 2, 3}


def counts_of(tree: Tree, took_part: Mapping[int, int], others: Mapping[int, int]) -> Counts:
    """Count people by place; others did not take part (two at each place where some did)."""
    members = {
        place: took_part.get(place, 0) + others.get(place, 2 if took_part.get(place) else 0)
        for place in tree.order
    }
    return Counts(took_part, members, tree.sums(took_part), tree.sums(members))


def chosen(
    took_part: Mapping[int, int],
    others: Mapping[int, int] | None = None,
    raised: Mapping[int, int] | None = None,
    parents: Mapping[int, int | None] = PARENTS,
) -> set[int]:
    tree = grow(parents)
    counts = counts_of(tree, took_part, others or {})
    return set(choose(tree, counts, needs(tree, counts.members, raised or {})))


def test_every_place_of_ten_is_published_when_nothing_is_left_over() -> None:
    took_part = {11: 10, 12: 15, 13: 12, 21: 30, 22: 11}
    assert chosen(took_part) == set(PARENTS)


def test_nine_people_get_no_figure_and_take_the_smallest_other_team_with_them() -> None:
    assert chosen({11: 9, 12: 15, 13: 12, 21: 30, 22: 11}) == set(PARENTS) - {11, 13}


def test_hiding_goes_on_until_ten_are_left_over() -> None:
    # 3 + 10 people would do for the rest; with 3 + 4 + 10 they do at once.
    assert chosen({11: 3, 12: 10, 13: 15, 21: 30, 22: 11}) == set(PARENTS) - {11, 12}
    assert chosen({10: 4, 11: 3, 12: 3, 13: 15, 21: 20, 22: 11}) == set(PARENTS) - {11, 12}


def test_of_two_teams_of_one_size_the_one_with_the_lower_number_is_hidden() -> None:
    assert chosen({11: 12, 12: 12, 13: 2, 21: 30, 22: 11}) == set(PARENTS) - {11, 13}


def test_enough_small_teams_hide_each_other() -> None:
    assert chosen({11: 5, 12: 6, 13: 20, 21: 30, 22: 11}) == set(PARENTS) - {11, 12}


def test_nothing_below_a_hidden_place_is_published() -> None:
    # Unit 20 has nine people, so unit 10 goes with it although its teams are large enough.
    assert chosen({11: 20, 12: 20, 21: 9}) == ABOVE


def test_a_nation_of_nine_has_no_figures_at_all() -> None:
    assert chosen({11: 9}) == set()


def test_people_of_a_unit_itself_count_as_what_its_teams_leave() -> None:
    assert chosen({10: 1, 11: 20, 12: 10, 21: 30}) == set(PARENTS) - {12, 13, 22}
    assert chosen({10: 10, 11: 20, 12: 10, 21: 30}) == set(PARENTS) - {13, 22}


@pytest.mark.parametrize("missing", [0, 1])
def test_a_team_in_which_all_or_all_but_one_took_part_stays_hidden(missing: int) -> None:
    took_part = {11: 10, 12: 30, 13: 30, 21: 30, 22: 30}
    assert chosen(took_part, {11: missing}) == set(PARENTS) - {11, 12}
    assert chosen(took_part, {11: 2}) == set(PARENTS)


def test_a_few_people_show_nothing_by_taking_part_or_not() -> None:
    # One person works for the unit itself: the smallest team is hidden whether or not they answer.
    teams = {11: 20, 12: 15, 21: 30, 22: 11}
    silent = chosen(teams, {10: 1})
    assert silent == chosen(teams | {10: 1}, {10: 0}) == set(PARENTS) - {12, 13}


def test_many_who_all_stayed_away_may_be_left_over() -> None:
    assert chosen({11: 20, 12: 15, 21: 30, 22: 11}, {10: 12}) == set(PARENTS) - {13}


def test_a_force_that_asks_for_twenty_gets_no_smaller_figure() -> None:
    took_part = {11: 19, 12: 20, 13: 40, 21: 30, 22: 25}
    assert chosen(took_part, raised={3: 20}) == set(PARENTS) - {11, 12}
    assert chosen(took_part, raised={4: 20}) == set(PARENTS)


@pytest.mark.parametrize("raised", [0, 1, 3, 9, -5])
def test_no_wish_of_a_force_lowers_ten(raised: int) -> None:
    assert chosen({11: 9, 12: 30}, raised={3: raised}) == chosen({11: 9, 12: 30})


def test_what_other_forces_leave_of_a_region_is_as_large_as_the_careful_force_wants() -> None:
    parents = {1: None, 2: 1, 30: 2, 40: 2, 50: 2}
    took_part = {30: 15, 40: 60, 50: 70}
    # The region less forces 40 and 50 would be the fifteen people of force 30.
    assert chosen(took_part, raised={30: 20}, parents=parents) == {1, 2, 50}
    assert chosen(took_part, parents=parents) == {1, 2, 30, 40, 50}


def test_a_region_of_one_careful_force_waits_for_as_many_people() -> None:
    parents = {1: None, 2: 1, 30: 2, 5: 1, 50: 5}
    took_part = {30: 15, 50: 70}
    assert chosen(took_part, raised={30: 20}, parents=parents) == {1}


def test_the_choice_does_not_depend_on_the_order_of_the_places() -> None:
    took_part = {10: 1, 11: 12, 12: 12, 13: 17, 21: 30, 22: 9}
    for seed in range(5):
        shuffled = list(PARENTS.items())
        random.Random(seed).shuffle(shuffled)  # noqa: S311 -- reproducible, guards nothing
        assert chosen(took_part, parents=dict(shuffled)) == chosen(took_part)


@pytest.mark.parametrize("seed", range(200))
def test_whatever_the_numbers_each_atom_is_safe_and_each_parent_published(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- reproducible, guards nothing
    parents: dict[int, int | None] = {1: None}
    for place in range(2, chance.randint(3, 40)):
        parents[place] = chance.choice(list(parents))
    tree = grow(parents, kinds=dict.fromkeys(parents, "team"))
    took_part = {place: chance.choice((0, 0, 1, 5, 9, 10, 14, 40)) for place in parents}
    others = {place: chance.choice((0, 1, 2, 12)) for place in parents}
    counts = counts_of(tree, took_part, others)
    published = choose(tree, counts, needs(tree, counts.members, {}))

    for place in published:
        children = [child for child in tree.children[place] if child in published]
        contributors = counts.contributors[place] - sum(counts.contributors[c] for c in children)
        members = counts.members[place] - sum(counts.members[c] for c in children)
        assert is_safe(contributors, members, 10)
        assert parents[place] is None or parents[place] in published
        assert counts.contributors[place] >= 10
