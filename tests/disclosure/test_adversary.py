"""Whatever happens in a force, nobody is narrowed by all that was ever published of it.

The adversary is the stranger's own script. It knows exactly who was counted where, and asks of
everyone with no, one and two colluding colleagues. Two of an atom of fewer than twenty are more
than the bound is made for: the script then reckons with the noise, which nobody knows, of three
standard deviations (120 points of a sum), because the whole scale of one person is 2.5 of them.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from accounts.models import User
from disclosure.attack.attack import Outcome, Shown, System, attack
from disclosure.models import Closing, FrozenPlace, PublishedCell
from organisation.services.leaving import leave_force
from organisation.services.tree import merge_place, move_place, rename_place
from privacy.services.erasure import ask_for_erasure, erase_person
from tests.disclosure.world import MONTHS, World, a_force, after, everything_published, last_day

pytestmark = pytest.mark.django_db

FIRST, SECOND, _THIRD = MONTHS
MID_SECOND = SECOND + timedelta(days=14)


def nothing_happens(world: World) -> None:
    """Let the months go by."""


def one_more_answers(world: World) -> None:
    """Answer for a month that is closed already."""
    late = next(p for p in world.people_on(last_day(FIRST)) if p not in world.answers[FIRST])
    world.answers[FIRST][late] = 100.0


def one_joins(world: World) -> None:
    world.joins("alder", MID_SECOND)


def one_leaves(world: World) -> None:
    leave_force(actor=None, person=world.people_of("beech", SECOND)[0], ended_on=MID_SECOND)


def one_is_transferred(world: World) -> None:
    world.moves(world.people_of("damson", SECOND)[0], "beech", MID_SECOND)


def one_is_erased(world: World) -> None:
    person: User = world.people_of("alder", SECOND)[1]
    for answers in world.answers.values():
        answers.pop(person.pk, None)
    request = ask_for_erasure(person=person, now=after(FIRST, 4))
    assert erase_person(request_id=request.pk, now=after(FIRST, 50))


def two_teams_merge(world: World) -> None:
    cedar, beech = world.places["cedar"], world.places["beech"]
    merge_place(node=cedar, into=beech, effective_on=SECOND, actor=None)


def the_force_is_reorganised(world: World) -> None:
    for team in ("damson", "beech"):
        unit = world.places["unit-2"]
        move_place(node=world.places[team], parent=unit, effective_on=MID_SECOND, actor=None)
    fir = world.places["fir"]
    rename_place(node=fir, name="Firs", effective_on=MID_SECOND, actor=None)


def all_are_low(world: World) -> None:
    for period in MONTHS:
        world.everybody_scores(period, 0.0)


def all_are_high(world: World) -> None:
    for period in MONTHS:
        world.everybody_scores(period, 100.0)


def nine_are_low_and_one_is_high(world: World) -> None:
    for period in MONTHS:
        world.everybody_scores(period, 0.0)
        alder = [person.pk for person in world.people_of("alder", period)]
        for person in alder[10:]:
            del world.answers[period][person]
        world.answers[period][alder[0]] = 100.0


# What is answered from the start, and what happens once the first month is closed.
SCORES = (all_are_low, all_are_high, nine_are_low_and_one_is_high)
EVENTS = (
    nothing_happens,
    one_more_answers,
    one_joins,
    one_leaves,
    one_is_transferred,
    one_is_erased,
    two_teams_merge,
    the_force_is_reorganised,
)


def attacked(systems: Iterable[System]) -> Outcome:
    outcome = Outcome()
    for system in systems:
        outcome.add(attack(system))
    return outcome


def rows_of(period: date) -> list[object]:
    """Return all that is published of one month."""
    closing = Closing.objects.get(period=period)
    cells = PublishedCell.objects.filter(period=period).order_by("pk")
    places = FrozenPlace.objects.filter(closing=closing).order_by("pk")
    return [*cells.values_list(), *places.values_list()]


@pytest.mark.parametrize("happens", [*EVENTS, *SCORES], ids=lambda happens: happens.__name__)
def test_nobody_is_narrowed_and_closed_months_stay_as_they_are(
    happens: Callable[[World], None],
) -> None:
    world = a_force()
    for period in MONTHS:
        world.everybody_answers(period)
    if happens in SCORES:
        happens(world)
    assert world.close(FIRST)
    first, published = rows_of(FIRST), everything_published()

    if happens in EVENTS:
        happens(world)
        for period in MONTHS[1:]:
            world.everybody_answers(period)
    assert not world.close(FIRST)
    assert everything_published() == published
    assert all(world.close(period) for period in MONTHS[1:])

    assert rows_of(FIRST) == first
    systems = list(world.published())
    assert len({system.name[:7] for system in systems}) == len(MONTHS)
    assert all(len(system.figures) > 4 for system in systems if "investigator" not in system.name)
    assert any("investigator" in system.name for system in systems)
    outcome = attacked(systems)
    assert [str(found) for found in outcome.found] == []
    assert not outcome.impossible
    assert min(outcome.tried[colluders] for colluders in (0, 1, 2)) > 100


def test_the_adversary_finds_people_in_the_averages_of_an_ordinary_dashboard() -> None:
    world = a_force()
    world.everybody_answers(FIRST)

    outcome = attack(world.naive(FIRST))

    places = {found.place for found in outcome.found}
    assert {str(world.places[name].pk) for name in ("cedar", "gorse")} <= places
    assert any(found.colluders == 0 for found in outcome.found)


def test_the_adversary_finds_who_checked_in_between_two_looks_at_a_live_page() -> None:
    world = a_force()
    world.everybody_answers(FIRST)
    before = world.naive(FIRST)
    one_more_answers(world)
    later = world.naive(FIRST)

    (found,) = attack(seen_twice(before, later), most_colluders=0).found

    assert found.place == "who came since"
    assert found.least > 50


def seen_twice(before: System, later: System) -> System:
    """Return the one place whose number changed, as a tree: those of before, and who came since."""
    changed = next(p for p, number in later.counted.items() if before.counted.get(p, 0) != number)
    means = [next(f for f in s.figures if f.place == changed) for s in (before, later)]
    return System(
        name="the same page twice",
        parents={"now": None, "before": "now", "who came since": "now"},
        counted={"before": before.counted[changed], "who came since": 1},
        figures=tuple(
            Shown(place, mean.mean, mean.half_step)
            for place, mean in zip(("before", "now"), means, strict=True)
        ),
    )
