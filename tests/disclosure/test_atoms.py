"""Everyone who took part is in one atom: a published place without its published parts."""

import random

import pytest

from disclosure.atoms import owners, split
from disclosure.counting import count, doubted
from tests.support.figures import answering, grow, silent

PARENTS = {1: None, 10: 1, 11: 10, 12: 10, 20: 1, 21: 20}
TREE = grow(PARENTS)


def test_a_place_belongs_to_the_nearest_published_place_above() -> None:
    assert owners(TREE, {1, 10, 11}) == {1: 1, 10: 10, 20: 1, 11: 11, 12: 10, 21: 1}
    assert owners(TREE, set()) == {}


def test_hidden_teams_are_counted_where_their_unit_is() -> None:
    people = [*answering(11, 12), *answering(12, 4), *answering(10, 7), *answering(21, 10)]
    counts = count(TREE, people, silent(12, 3))
    atoms = {
        atom.place_id: atom for atom in split(TREE, {1, 10, 11}, people, counts.direct_members)
    }
    assert {place: atom.people for place, atom in atoms.items()} == {1: 10, 10: 11, 11: 12}
    assert {place: atom.members for place, atom in atoms.items()} == {1: 10, 10: 14, 11: 12}


def test_an_atom_lists_its_people_in_order_and_sums_their_scores_exactly() -> None:
    people = [*answering(11, 6, score=0.1), *answering(11, 4, score=99.9, role="other")]
    random.Random(3).shuffle(people)  # noqa: S311 -- reproducible, guards nothing
    (atom,) = split(TREE, {1}, people, {11: 10})
    assert list(atom.refs) == sorted(one.ref for one in people)
    assert atom.total == pytest.approx(400.2, abs=1e-12)
    backwards = split(TREE, {1}, people[::-1], {11: 10})
    assert backwards == (atom,)


def test_nobody_is_in_an_atom_when_nothing_is_published() -> None:
    assert split(TREE, set(), answering(11, 9), {11: 9}) == ()


def test_someone_counted_where_they_answered_does_not_count_twice() -> None:
    # One person answered in team 11 and belonged to team 12 when the month ended.
    people = answering(11, 1)
    counts = count(TREE, people, {people[0].ref: 12, "silent": 12})
    assert counts.direct_contributors == {11: 1}
    assert counts.direct_members == {11: 1, 12: 1}
    assert counts.members == {1: 2, 10: 2, 11: 1, 12: 1, 20: 0, 21: 0}


def test_a_leaver_who_answered_before_is_still_one_who_could() -> None:
    counts = count(TREE, answering(11, 3), {})
    assert counts.direct_members == {11: 3}


@pytest.mark.parametrize(
    ("contributors", "members", "spoken_of"), [(10, 12, 10), (12, 12, 10), (11, 12, 10), (0, 1, 0)]
)
def test_two_who_could_have_stayed_away_are_never_spoken_of(
    contributors: int, members: int, spoken_of: int
) -> None:
    assert doubted(contributors, members) == spoken_of
