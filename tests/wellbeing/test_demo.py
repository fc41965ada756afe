"""The demo's 24 months: every rule of publishing can be seen at work in them."""

from datetime import date

import pytest
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.selectors import closed_periods, counted_where
from organisation.models import Membership, Node, NodeChange
from wellbeing.demo import seed
from wellbeing.demo_content import CHANGE_MONTH, MERGERS, SPLITS
from wellbeing.demo_months import closed_months
from wellbeing.group_figures import gather
from wellbeing.models import Answer, Participation, Preference, TrendNote
from wellbeing.months import COLLECTION, this_month
from wellbeing.selectors import has_checked_in, own_history
from wellbeing.selectors.trends import places_with_trends, trend_measures, trend_of

pytestmark = pytest.mark.usefixtures("seeded_database")
PULSE = "pulse.overall"
# Peer support adds people of other forces, who are in no check-in.
FORCES = {"avon-and-somerset", "durham", "south-wales"}
UNIT, HOME_TEAM = "Operation Bluestone", "Bristol Investigation Team"


def months() -> list[date]:
    return closed_months(timezone.localdate())


def place(name: str) -> Node:
    """Return a place of the forces that check in: peer support gives others units alike."""
    theirs = Q()
    for force in Node.objects.filter(slug__in=FORCES):
        theirs |= Q(path__startswith=force.path)
    found: Node = Node.objects.filter(theirs).get(name=name)
    return found


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def published(name: str) -> set[date]:
    """The months in which the pulse of the place has a figure."""
    cells = PublishedCell.objects.filter(place=place(name), measure=PULSE, role="")
    return set(cells.values_list("period", flat=True))


def test_the_last_24_months_are_closed_and_the_present_one_is_open() -> None:
    assert closed_periods(COLLECTION) == months()
    assert not Closing.objects.exclude(state=Closing.State.CLOSED).exists()
    assert AuditRecord.objects.filter(closing__collection=COLLECTION).count() == 24
    assert set(Participation.objects.values_list("period", flat=True)).isdisjoint(months())


def test_three_forces_have_teams_from_4_to_60_people() -> None:
    today = timezone.localdate()
    people = Membership.objects.current(today).filter(force__slug__in=FORCES)
    assert set(people.values_list("force__slug", flat=True)) == FORCES
    first = Membership.objects.current(months()[0]).filter(force__slug__in=FORCES)
    sizes = {
        node.name: first.filter(node=node).count() for node in Node.objects.filter(kind="team")
    }
    assert min(sizes[name] for name in sizes if sizes[name]) == 4
    assert max(sizes.values()) == 60
    assert 300 <= people.count() <= 450


def test_a_small_team_is_hidden_and_counted_in_its_unit() -> None:
    assert published(HOME_TEAM) == set()
    assert published(UNIT) == set(months())
    where = counted_where(COLLECTION, place(HOME_TEAM).pk, PULSE)
    assert {period: found.name for period, found in where.items()} == dict.fromkeys(months(), UNIT)


def test_a_team_is_published_and_its_sibling_of_24_is_not_because_of_the_one_of_4() -> None:
    assert published("Bath Protection Team") == set(months())
    assert published("Yeovil Protection Team") == set()
    hidden = set(months()) - published("Weston Protection Team")
    weston = place("Weston Protection Team").pk
    enough = [
        period
        for period in hidden
        if sum(one.place_id == weston for one in gather(period).contributions[PULSE]) >= 12
    ]
    assert len(enough) >= 6


def test_people_join_leave_and_move_within_and_between_forces() -> None:
    first = months()[0]
    joined = Membership.objects.filter(
        started_on__gte=first, person__email__endswith="@joined.example"
    )
    assert joined.values("person").distinct().count() >= 15
    assert User.objects.filter(is_active=False, memberships__ended_on__gte=first).exists()
    moved = Membership.objects.filter(ended_on__gte=first, person__is_active=True)
    pairs = {
        (old.force_id == new.force_id)
        for old in moved
        for new in Membership.objects.filter(person=old.person)
        if new.started_on == old.ended_on and old.node_id != new.node_id
    }
    assert pairs == {True, False}


def test_the_reorganised_tree_starts_with_the_month_of_the_change() -> None:
    merger, split = MERGERS[0], SPLITS[0]
    frozen = FrozenPlace.objects.filter(closing__collection=COLLECTION)
    gone = frozen.filter(place=place(merger.team)).values_list("closing__period", flat=True)
    assert set(gone) == set(months()[: merger.month - 1])
    moved = dict(
        frozen.filter(place=place(split.team)).values_list("closing__period", "parent__name")
    )
    before, after = months()[: split.month - 1], months()[split.month - 1 :]
    assert moved == dict.fromkeys(before, "Public Protection Unit") | dict.fromkeys(
        after, split.unit
    )
    kinds = NodeChange.objects.filter(effective_on__in=months()).values_list("kind", flat=True)
    assert set(kinds) == {"merged", "opened", "moved"}


def test_ends_bands_response_and_roles_can_be_seen() -> None:
    cells = PublishedCell.objects.all()
    assert cells.exclude(end="").exists()
    assert cells.exclude(bands={}).filter(role="").exists()
    assert cells.exclude(response="").exists()
    roles = cells.exclude(role="")
    assert {"force", "nation"} <= set(roles.values_list("place__kind", flat=True))
    assert roles.aggregate(most=Max("people"))["most"] >= 30


def test_one_unit_is_worth_a_look_after_its_shift_change_and_one_improves() -> None:
    pulse = trend_measures()[0]
    assert pulse.code == PULSE
    fell = trend_of(place(UNIT).pk, pulse)
    rose = trend_of(place("Rape and Serious Sexual Offences Unit").pk, pulse)
    assert fell.finding is not None
    assert rose.finding is not None
    assert fell.finding.is_worth_a_look
    assert rose.finding.is_worth_a_look
    means = [month.cell.mean for month in fell.months if month.cell]
    before, after = means[: CHANGE_MONTH - 1], means[CHANGE_MONTH - 1 :]
    assert sum(before) / len(before) - sum(after) / len(after) > 10


@pytest.mark.parametrize("account", ["manager", "supervisor", "wellbeing", "national"])
def test_whoever_looks_after_people_finds_figures(account: str) -> None:
    seen = places_with_trends(person(account)).values("pk")
    assert PublishedCell.objects.filter(place__in=seen, measure=PULSE).exists()


def test_the_manager_marked_the_change_and_answered_for_it() -> None:
    notes = TrendNote.objects.filter(place=place(UNIT)).order_by("period")
    assert [note.kind for note in notes] == [
        TrendNote.Kind.ANNOTATION,
        TrendNote.Kind.HEARD_AND_DID,
    ]
    assert notes[0].period == months()[CHANGE_MONTH - 1]


def test_the_officer_has_a_long_history_and_has_not_checked_in_this_month() -> None:
    officer = person("officer")
    history = own_history(officer)
    assert {month.period for month in history.months} == set(months())
    assert {row.code for month in history.months for row in month.check_ins} == {
        "pulse",
        "ons4",
        "phq4",
    }
    assert Preference.objects.filter(keeps_history=True).count() == 1
    now = timezone.now()
    assert not has_checked_in(officer, this_month(now))


def test_seeding_again_changes_nothing() -> None:
    models = (Answer, Closing, PublishedCell, Membership, NodeChange, TrendNote, AuditEvent, User)
    before = [model._default_manager.count() for model in models]
    lines: list[str] = []

    seed(lines.append)

    assert [model._default_manager.count() for model in models] == before
    assert lines[-1] == "Wellbeing: there already"
    assert " 0 filled in" in lines[0]
