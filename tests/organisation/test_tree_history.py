"""The tree as it stood on a day, whatever has happened to it since."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from organisation.exceptions import TreeError
from organisation.models import Node
from organisation.selectors import PlaceOn, places_on
from organisation.services.tree import (
    add_place,
    close_place,
    merge_place,
    move_place,
    rename_place,
)
from tests.factories.organisation import (
    LONG_AGO,
    ForceFactory,
    RegionFactory,
    TeamFactory,
    UnitFactory,
    nation,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
DAY = timedelta(days=1)


def stood(node: Node, day: date) -> PlaceOn | None:
    """The place as it stood on the day; None if it was not open."""
    return next((place for place in places_on(day) if place.id == node.pk), None)


def name_on(node: Node, day: date) -> str | None:
    place = stood(node, day)
    return place.name if place else None


def parent_on(node: Node, day: date) -> int | None:
    place = stood(node, day)
    return place.parent_id if place else None


def test_parents_come_before_their_children_and_only_the_nation_has_none() -> None:
    TeamFactory()
    TeamFactory()

    seen: set[int | None] = {None}
    for place in places_on(FIRST):
        assert place.parent_id in seen
        assert (place.parent_id is None) == (place.kind == "nation")
        seen.add(place.id)

    assert len(seen) == 10


def test_a_place_is_there_from_the_day_on_which_it_opens() -> None:
    force = ForceFactory()
    unit = add_place(parent=force, name="Adult", opened_on=FIRST, actor=None)

    assert stood(unit, FIRST - DAY) is None
    expected = PlaceOn(unit.pk, force.pk, "unit", "Adult", unit.slug)
    assert stood(unit, FIRST) == expected
    assert stood(unit, FIRST + DAY) == expected


def test_a_place_is_gone_from_the_day_on_which_it_closes() -> None:
    team = TeamFactory()
    close_place(node=team, effective_on=FIRST, actor=None)

    assert stood(team, FIRST - DAY) is not None
    assert stood(team, FIRST) is None
    assert stood(team, FIRST + DAY) is None


def test_a_place_renamed_twice_has_the_name_of_the_day() -> None:
    team = TeamFactory(name="One")
    rename_place(node=team, name="Two", effective_on=FIRST, actor=None)
    rename_place(node=team, name="Three", effective_on=SECOND, actor=None)

    names = [name_on(team, day) for day in (FIRST - DAY, FIRST, SECOND - DAY, SECOND, THIRD)]
    assert names == ["One", "Two", "Two", "Three", "Three"]


def test_a_place_renamed_twice_on_one_day_had_the_first_name_before() -> None:
    team = TeamFactory(name="One")
    rename_place(node=team, name="Two", effective_on=FIRST, actor=None)
    rename_place(node=team, name="Three", effective_on=FIRST, actor=None)

    assert [name_on(team, day) for day in (FIRST - DAY, FIRST)] == ["One", "Three"]


def test_a_place_that_moved_there_and_on_stands_where_it_stood_that_day() -> None:
    force = ForceFactory()
    one, two, three = (UnitFactory(parent=force) for _number in range(3))
    team = TeamFactory(parent=one)
    move_place(node=team, parent=two, effective_on=FIRST, actor=None)
    move_place(node=team, parent=three, effective_on=SECOND, actor=None)

    parents = [parent_on(team, day) for day in (FIRST - DAY, FIRST, SECOND - DAY, SECOND, THIRD)]
    assert parents == [one.pk, two.pk, two.pk, three.pk, three.pk]


def test_what_lies_below_a_place_that_moved_stays_below_it() -> None:
    old, new = RegionFactory(), RegionFactory()
    force = ForceFactory(parent=old)
    unit = UnitFactory(parent=force)
    move_place(node=force, parent=new, effective_on=FIRST, actor=None)

    assert [parent_on(force, day) for day in (FIRST - DAY, FIRST)] == [old.pk, new.pk]
    assert [parent_on(unit, day) for day in (FIRST - DAY, FIRST)] == [force.pk, force.pk]


def test_a_merged_unit_stood_with_its_teams_until_the_day_of_the_merge() -> None:
    force = ForceFactory()
    gone, kept = UnitFactory(parent=force, name="Gone"), UnitFactory(parent=force)
    team = TeamFactory(parent=gone)
    merge_place(node=gone, into=kept, effective_on=FIRST, actor=None)

    assert stood(gone, FIRST - DAY) == PlaceOn(gone.pk, force.pk, "unit", "Gone", gone.slug)
    assert stood(gone, FIRST) is None
    parents = [parent_on(team, day) for day in (FIRST - DAY, FIRST, FIRST + DAY)]
    assert parents == [gone.pk, kept.pk, kept.pk]


def test_a_team_that_closed_before_its_unit_merged_stood_in_that_unit() -> None:
    force = ForceFactory()
    gone, kept = UnitFactory(parent=force), UnitFactory(parent=force)
    team = TeamFactory(parent=gone)
    close_place(node=team, effective_on=FIRST, actor=None)
    merge_place(node=gone, into=kept, effective_on=SECOND, actor=None)

    assert parent_on(team, FIRST - DAY) == gone.pk
    assert stood(team, SECOND) is None


def test_a_name_and_a_place_changed_on_different_days_are_undone_one_by_one() -> None:
    force = ForceFactory()
    one, two = UnitFactory(parent=force), UnitFactory(parent=force)
    team = TeamFactory(parent=one, name="Before")
    move_place(node=team, parent=two, effective_on=FIRST, actor=None)
    rename_place(node=team, name="After", effective_on=SECOND, actor=None)

    assert [(name_on(team, day), parent_on(team, day)) for day in (LONG_AGO, FIRST, SECOND)] == [
        ("Before", one.pk),
        ("Before", two.pk),
        ("After", two.pk),
    ]


def test_before_anything_opened_there_was_no_tree() -> None:
    TeamFactory()

    assert places_on(LONG_AGO - DAY) == ()


def test_nothing_opens_moves_or_merges_below_a_place_before_that_place_opens() -> None:
    unit = UnitFactory()
    force = unit.get_parent()
    team, other = TeamFactory(parent=unit), TeamFactory(parent=unit)
    later = add_place(parent=force, name="Later", opened_on=SECOND, actor=None)
    newer = add_place(parent=unit, name="Newer", opened_on=SECOND, actor=None)

    with pytest.raises(TreeError, match="not open yet"):
        add_place(parent=later, name="Early", opened_on=FIRST, actor=None)
    with pytest.raises(TreeError, match="not open yet"):
        move_place(node=team, parent=later, effective_on=FIRST, actor=None)
    with pytest.raises(TreeError, match="not open yet"):
        merge_place(node=other, into=newer, effective_on=FIRST, actor=None)

    ids = {place.id for place in places_on(FIRST)}
    assert all(place.parent_id in ids for place in places_on(FIRST) if place.kind != "nation")


def test_a_place_does_not_close_or_merge_while_another_stood_below_it() -> None:
    force = ForceFactory()
    closing, merging, kept = (UnitFactory(parent=force) for _number in range(3))
    close_place(node=TeamFactory(parent=closing), effective_on=SECOND, actor=None)
    team = TeamFactory(parent=merging)
    move_place(node=team, parent=kept, effective_on=SECOND, actor=None)

    with pytest.raises(TreeError, match="after this date"):
        close_place(node=closing, effective_on=FIRST, actor=None)
    with pytest.raises(TreeError, match="after this date"):
        merge_place(node=merging, into=kept, effective_on=FIRST, actor=None)
    close_place(node=closing, effective_on=SECOND, actor=None)
    merge_place(node=merging, into=kept, effective_on=SECOND, actor=None)
    assert parent_on(team, SECOND - DAY) == merging.pk


def test_a_whole_tree_costs_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(3):
        team = TeamFactory(parent=UnitFactory(parent=ForceFactory(parent=RegionFactory())))
        rename_place(node=team, name="New", effective_on=FIRST, actor=None)

    with django_assert_num_queries(2):
        assert places_on(LONG_AGO)
    assert nation().pk == places_on(LONG_AGO)[0].id
