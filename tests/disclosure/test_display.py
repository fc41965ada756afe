"""A figure on a page must be what the record gives, and no finer."""

from dataclasses import replace

import pytest

from disclosure.auditing import Display, Evidence, Figure, NarrowedError, check_displays

FORCE, TEAM = 1, 2
PARENTS = {FORCE: None, TEAM: FORCE}


def evidence(total: float = 650.0, people: int = 13, members: int = 16) -> Evidence:
    """Return a force whose people are all in one atom."""
    return Evidence(
        measure="pulse.overall",
        role="",
        parents=PARENTS,
        contributors={FORCE: people},
        members={FORCE: members},
        figures=(Figure(FORCE, people, total),),
    )


# 1.96 times the root of 25 squared by 10, and 40 squared by 10 squared, is 17.4.
RIGHT = Display(FORCE, mean=50, end="", low=32, high=68, people=10)


def fault_of(shown: Display, record: Evidence | None = None) -> str:
    with pytest.raises(NarrowedError) as caught:
        check_displays(record or evidence(), [shown])
    assert caught.value.place_id == FORCE
    return caught.value.reason


def test_a_figure_that_follows_from_its_record_passes() -> None:
    check_displays(evidence(), [RIGHT])


def test_a_mean_off_by_one_is_named() -> None:
    assert fault_of(replace(RIGHT, mean=51, low=33, high=69)) == (
        "shows another mean than its record gives"
    )


@pytest.mark.parametrize("people", [13, 15, 5])
def test_a_count_that_is_exact_or_too_high_is_named(people: int) -> None:
    assert fault_of(replace(RIGHT, people=people)) == f"shows {people} people, not 10"


def test_a_group_in_which_all_took_part_is_shown_with_two_fewer() -> None:
    record = evidence(total=800.0, people=16, members=16)

    assert fault_of(replace(RIGHT, people=15), record) == "shows 15 people, not 10"
    check_displays(record, [RIGHT])


def test_an_interval_made_from_the_exact_count_is_named() -> None:
    assert fault_of(replace(RIGHT, low=34, high=66)) == (
        "shows an interval that does not follow from its mean and count"
    )


def test_a_clipped_figure_must_be_shown_as_an_end() -> None:
    clipped = evidence(total=200.0)

    assert "another mean" in fault_of(replace(RIGHT, mean=15, low=0, high=33), clipped)
    check_displays(clipped, [Display(FORCE, mean=20, end="low", low=0, high=38, people=10)])


def test_an_end_on_the_wrong_side_is_named() -> None:
    shown = Display(FORCE, mean=80, end="high", low=62, high=100, people=10)

    assert "another mean" in fault_of(shown, evidence(total=200.0))


def test_a_figure_of_several_atoms_adds_up_their_counts_and_noise() -> None:
    record = Evidence(
        "pulse.overall",
        "",
        PARENTS,
        contributors={FORCE: 12, TEAM: 11},
        members={FORCE: 12, TEAM: 20},
        figures=(Figure(FORCE, 23, 1150.0), Figure(TEAM, 11, 550.0)),
    )
    team = Display(TEAM, mean=50, end="", low=32, high=68, people=10)
    # Ten of twelve and eleven make 21; two draws of noise on 20 people.
    force = Display(FORCE, mean=50, end="", low=37, high=63, people=20)

    check_displays(record, [team, force])


def test_a_row_too_many_or_too_few_is_named() -> None:
    with pytest.raises(NarrowedError, match="is on record but not shown"):
        check_displays(evidence(), [])
    with pytest.raises(NarrowedError, match="is shown but not on record"):
        check_displays(evidence(), [RIGHT, replace(RIGHT, place_id=TEAM)])
    with pytest.raises(NarrowedError, match="is shown twice"):
        check_displays(evidence(), [RIGHT, RIGHT])


def test_the_part_that_answered_follows_from_the_doubted_count() -> None:
    # Thirteen of sixteen are 81%; fourteen could be told of at most.
    check_displays(evidence(), [replace(RIGHT, response="over_80")])

    assert "another part of people" in fault_of(replace(RIGHT, response="60_80"))
    assert "another part of people" in fault_of(replace(RIGHT, response="all"))


def test_shares_are_rounded_ended_and_of_thirty_people() -> None:
    many = evidence(total=2000.0, people=40, members=60)
    right = Display(FORCE, mean=50, end="", low=42, high=58, people=40)

    check_displays(many, [replace(right, shares={"low": 10, "high": 90})])
    assert "not rounded" in fault_of(replace(right, shares={"low": 12}), many)
    assert "not rounded" in fault_of(replace(right, shares={"low": 5}), many)
    assert "too few people" in fault_of(replace(RIGHT, shares={"low": 50}))
