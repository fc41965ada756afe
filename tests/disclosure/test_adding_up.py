"""Figures worked out by hand: sums up the tree, means, intervals, ends, counts and responses."""

from dataclasses import replace
from math import sqrt

import pytest

from disclosure.adding_up import Part, Shown, add_up, margin, response, shown
from disclosure.bounding import bounded
from disclosure.drafting import Month, draft
from disclosure.figures import Band, Measure
from disclosure.noise import SUM_SD, Label, draw
from disclosure.spread import spreads
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

PARENTS = {1: None, 2: 1, 3: 2, 10: 3, 11: 10, 12: 10}
TREE = grow(PARENTS)


def part(total: float, people: int = 13, doubted: int | None = None) -> Part:
    known = people if doubted is None else doubted
    return Part(people, known, total, {}, margin(known))


def test_a_mean_its_interval_and_count_are_whole_numbers() -> None:
    # 650/13 = 50; 1.96 x sqrt(25^2/10 + 40^2/10^2) = 1.96 x sqrt(62.5 + 16) = 17.37.
    assert shown(part(650), 25) == Shown(50, "", 32, 68, 10)


@pytest.mark.parametrize(("total", "mean"), [(656.4, 50), (656.5, 51), (643.5, 50), (643.4, 49)])
def test_a_mean_is_rounded_half_up(total: float, mean: int) -> None:
    assert shown(part(total), 25).mean == mean


def test_an_interval_stops_at_the_ends_of_the_scale() -> None:
    # 20 people: 1.96 x sqrt(30^2/20 + 40^2/20^2) = 1.96 x 7 = 13.72; at 30 people 11.05.
    assert shown(part(20 * 90.0 - 250, people=20), 30) == Shown(78, "", 64, 92, 20)
    assert shown(part(30 * 11.4, people=30), 30) == Shown(11, "", 0, 23, 30)


@pytest.mark.parametrize(
    ("people", "total", "mean", "end"),
    [
        (10, 200, 20, "low"),
        (10, 204, 20, "low"),
        (10, 206, 21, ""),
        (10, 800, 80, "high"),
        (12, 200, 20, "low"),  # 16.7, which would tell that 12 answered
        (12, 222, 20, "low"),  # 18.5 as well: no ten people can have it
        (12, 1000, 80, "high"),
        (15, 200, 15, "low"),
        (19, 1700, 85, "high"),
        (20, 300, 15, "low"),
        (60, 300, 5, "low"),
        (60, 5700, 95, "high"),
    ],
)
def test_a_figure_at_its_bound_is_shown_as_an_end(
    people: int, total: float, mean: int, end: str
) -> None:
    figure = shown(part(total, people), 25)
    assert (figure.mean, figure.end) == (mean, end)
    assert figure.low == 0 or end != "low"
    assert figure.high == 100 or end != "high"


@pytest.mark.parametrize("members", range(12, 23))
def test_whether_all_of_a_group_took_part_cannot_be_read(members: int) -> None:
    """What is shown of a full group is something that two fewer could have given as well."""
    fewer = members - 2
    possible = {
        shown(part(bounded(total, fewer), fewer, fewer), 25) for total in range(100, 100 * members)
    }
    for total in range(100, 100 * members, 7):
        assert shown(part(bounded(total, members), members, fewer), 25) in possible


def test_a_place_is_the_sum_of_its_atoms() -> None:
    parts = {10: part(500, 12), 11: part(650, 13), 12: part(700, 14), 1: part(480, 10)}
    figures = add_up(TREE, {1, 2, 3, 10, 11, 12}, parts)
    assert {place: (one.people, one.total, one.atoms) for place, one in figures.items()} == {
        1: (49, 2330, 4),
        2: (39, 1850, 3),
        3: (39, 1850, 3),
        10: (39, 1850, 3),
        11: (13, 650, 1),
        12: (14, 700, 1),
    }
    # 1850/39 = 47.4; 1.96 x sqrt(20^2/35 + 3 x 40^2/35^2) = 1.96 x sqrt(11.43 + 3.92) = 7.68.
    assert shown(figures[10], 20) == Shown(47, "", 39, 55, 35)


def test_the_noise_of_every_atom_widens_the_interval() -> None:
    one, two = part(3000, 60), part(1500, 30) + part(1500, 30)
    # sqrt(25^2/60 + 1600/3600) = 3.30 and sqrt(25^2/60 + 3200/3600) = 3.36: 6.5 and 6.6.
    assert (shown(one, 25).low, shown(two, 25).low) == (43, 43)
    many = part(900, 15) + part(900, 15) + part(900, 15) + part(900, 15)
    half = 1.96 * sqrt(25**2 / 60 + 4 * 1600 / 3600)
    assert shown(many, 25).low == int(60 - half)


@pytest.mark.parametrize(
    ("people", "members", "code"),
    [
        (39, 100, "under_40"),
        (40, 100, "40_60"),
        (59, 100, "40_60"),
        (60, 100, "60_80"),
        (79, 100, "60_80"),
        (80, 100, "over_80"),
        (10, 12, "over_80"),
    ],
)
def test_how_many_took_part_is_told_in_four_steps(people: int, members: int, code: str) -> None:
    assert response(people, members) == code


def test_a_whole_draft_by_hand() -> None:
    people = [*answering(11, 20, score=40.0), *answering(12, 15, score=70.0)]
    said = gathered(people, silent(11, 10) | silent(12, 2))
    month = Month(TREE, said, {}, SECRET, Label(COLLECTION, PERIOD, ""))
    (everyone,) = draft(MOOD, month)

    label = replace(month.label, measure=MOOD.code)
    eleven = 800 + draw(SECRET, label, sorted(p.ref for p in people[:20]), SUM_SD)
    twelve = 1050 + draw(SECRET, label, sorted(p.ref for p in people[20:]), SUM_SD)
    assert {one.place_id: (one.people, one.total) for one in everyone.exact} == {
        **dict.fromkeys((1, 2, 3, 10), (35, pytest.approx(eleven + twelve))),
        11: (20, eleven),
        12: (15, twelve),
    }
    cells = {cell.place_id: cell for cell in everyone.cells}
    assert {place: cell.people for place, cell in cells.items()} == {
        **dict.fromkeys((1, 2, 3, 10), 35),
        11: 20,
        12: 15,
    }
    # 35 of 47 is 74%; how many of a team took part is not told.
    assert [cells[place].response for place in (1, 2, 3, 10, 11)] == [*["60_80"] * 4, ""]
    # The usual spread: so few people's own would say how far apart any two can be.
    half = 1.96 * sqrt(25**2 / 20 + 1600 / 400)
    mean = int(eleven / 20 + 0.5)
    assert (cells[11].mean, cells[11].low) == (mean, int(mean - half))


def test_bands_are_shown_from_thirty_people_on() -> None:
    people = [*answering(11, 20, band="low"), *answering(12, 15, band="high")]
    measure = Measure("mood.banded", "Mood", bands=(Band("low", "Low"), Band("high", "High")))
    said = gathered(people, silent(11, 2) | silent(12, 2), measure)
    month = Month(TREE, said, {}, SECRET, Label(COLLECTION, PERIOD, ""))
    (everyone,) = draft(measure, month)
    cells = {cell.place_id: cell for cell in everyone.cells}
    assert cells[11].bands == cells[12].bands == {}
    assert set(cells[10].bands) == {"low", "high"}
    assert abs(cells[10].bands["low"] - 100 * 20 / 35) <= 20
    assert all(share % 5 == 0 for share in cells[10].bands.values())


def test_the_spread_is_pooled_rounded_and_kept_within_limits() -> None:
    wide = [*answering(11, 100, score=0.0), *answering(12, 100, score=100.0)]
    assert set(spreads(TREE, wide).values()) == {30}
    narrow = answering(11, 200, score=50.0)
    assert set(spreads(TREE, narrow).values()) == {10}
    # 100 at 28 and 100 at 70: sqrt(200 x 441 / 199) = 21.05, so 20.
    middle = [*answering(11, 100, score=28.0), *answering(12, 100, score=70.0)]
    assert set(spreads(TREE, middle).values()) == {20}


def test_the_smallest_spread_leaves_three_people_their_whole_scale() -> None:
    apart = [*answering(11, 197, score=0.0), *answering(12, 3, score=100.0)]
    assert set(spreads(TREE, apart).values()) == {10}


def test_a_force_of_fewer_than_two_hundred_has_the_usual_spread() -> None:
    assert set(spreads(TREE, answering(11, 199, score=50.0)).values()) == {25}
    assert set(spreads(TREE, []).values()) == {25}


def test_above_forces_the_spreads_of_forces_are_pooled() -> None:
    tree = grow({1: None, 2: 1, 3: 2, 4: 2})
    people = [
        *answering(3, 300, score=50.0),  # no spread at all
        *answering(4, 100, score=10.0, role="a"),
        *answering(4, 100, score=90.0, role="b"),
    ]
    found = spreads(tree, people)
    # Force 4: sqrt(200 x 1600 / 199) = 40.1; both: sqrt(320000 / (299 + 199)) = 25.3.
    assert found == {1: 25, 2: 25, 3: 10, 4: 30}
