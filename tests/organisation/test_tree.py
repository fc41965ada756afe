"""The tree of places: it keeps its shape, its history and everything that was ever in it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from audit.models import AuditEvent
from organisation.exceptions import TreeError
from organisation.listings import tree_as_of
from organisation.models import Membership, Node, NodeChange, NodeKind, Role, RoleGrant
from organisation.services.tree import (
    add_place,
    close_place,
    merge_place,
    move_place,
    rename_place,
)
from tests.factories.organisation import (
    ForceFactory,
    MembershipFactory,
    RegionFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


def test_each_place_is_one_level_below_the_one_that_it_is_added_to() -> None:
    kinds = []
    place = nation()
    for name in ("North", "Northshire Police", "Public protection", "Team 1"):
        place = add_place(parent=place, name=name, opened_on=DAY, actor=None)
        kinds.append(place.kind)

    assert kinds == [NodeKind.REGION, NodeKind.FORCE, NodeKind.UNIT, NodeKind.TEAM]
    with pytest.raises(TreeError, match="smallest place"):
        add_place(parent=place, name="Desk 1", opened_on=DAY, actor=None)


def test_an_added_place_is_written_down_and_in_the_audit_log_of_its_force() -> None:
    force = ForceFactory()
    admin = person_in(force, Role.FORCE_ADMIN)

    unit = add_place(parent=force, name="  Public   <b>protection</b> ", opened_on=DAY, actor=admin)

    assert (unit.name, unit.slug) == ("Public protection", f"{force.slug}-public-protection")
    change = NodeChange.objects.get(node=unit)
    assert (change.kind, change.effective_on, change.changed_by) == ("opened", DAY, admin)
    event = AuditEvent.objects.get(force_id=force.pk, action="organisation.place_opened")
    assert event.details == {"effective_on": "2026-01-15", "place": unit.slug}


def test_two_places_beside_each_other_never_share_a_name_but_may_elsewhere() -> None:
    force = ForceFactory()
    add_place(parent=force, name="Adult", opened_on=DAY, actor=None)

    with pytest.raises(TreeError, match="this name"):
        add_place(parent=force, name="ADULT", opened_on=DAY, actor=None)
    other = add_place(parent=ForceFactory(), name="Adult", opened_on=DAY, actor=None)
    assert other.name == "Adult"


def test_the_address_of_a_closed_place_is_never_given_to_another() -> None:
    force = ForceFactory()
    first = add_place(parent=force, name="Adult", opened_on=DAY, actor=None)
    close_place(node=first, effective_on=DAY, actor=None)

    second = add_place(parent=force, name="Adult", opened_on=DAY, actor=None)

    assert second.slug == f"{first.slug}-2"


def test_a_rename_keeps_the_address_and_the_old_name() -> None:
    team = TeamFactory(name="Old")

    renamed = rename_place(node=team, name="New", effective_on=DAY, actor=None)

    assert (renamed.name, renamed.slug) == ("New", team.slug)
    change = NodeChange.objects.get(node=team)
    assert (change.name_before, change.name_after) == ("Old", "New")


def test_a_moved_unit_takes_its_teams_and_people_along() -> None:
    old, new = RegionFactory(), RegionFactory()
    force = ForceFactory(parent=old)
    team = TeamFactory(parent=UnitFactory(parent=force))
    MembershipFactory(node=team)

    moved = move_place(node=force, parent=new, effective_on=DAY, actor=None)

    assert moved.path.startswith(new.path)
    assert Membership.objects.within(Node.objects.get(pk=new.pk)).count() == 1
    assert Node.find_problems() == ([], [], [], [], [])
    change = NodeChange.objects.get(node=force)
    assert (change.place_before, change.place_after) == (old, new)


@pytest.mark.parametrize("kind", ["nation", "region", "force", "team"])
def test_a_team_moves_only_under_a_unit(kind: str) -> None:
    team = TeamFactory()
    unit = team.get_parent()
    targets = {
        "nation": nation(),
        "region": unit.get_parent().get_parent(),
        "force": unit.get_parent(),
        "team": TeamFactory(parent=unit),
    }

    with pytest.raises(TreeError, match="of the kind"):
        move_place(node=team, parent=targets[kind], effective_on=DAY, actor=None)
    assert Node.objects.get(pk=team.pk).path == team.path


def test_a_team_never_leaves_its_force() -> None:
    team = TeamFactory()

    with pytest.raises(TreeError, match="within their force"):
        move_place(node=team, parent=UnitFactory(), effective_on=DAY, actor=None)
    with pytest.raises(TreeError, match="within their force"):
        merge_place(node=team, into=TeamFactory(), effective_on=DAY, actor=None)
    assert not NodeChange.objects.filter(node=team).exists()


def test_a_merge_hands_over_people_and_places_and_ends_the_roles() -> None:
    force = ForceFactory()
    gone, kept = UnitFactory(parent=force), UnitFactory(parent=force)
    team = TeamFactory(parent=gone)
    manager = person_in(gone, Role.MANAGER)

    merged = merge_place(node=gone, into=kept, effective_on=DAY, actor=None)

    assert (merged.closed_on, merged.merged_into) == (DAY, kept)
    assert Node.objects.get(pk=team.pk).get_parent() == kept
    posts = Membership.objects.filter(person=manager).order_by("started_on")
    assert [(post.node, post.ended_on) for post in posts] == [(gone, DAY), (kept, None)]
    assert posts[1].started_on == DAY
    grant = RoleGrant.objects.get(person=manager)
    assert grant.revoked_at is not None
    assert AuditEvent.objects.filter(action="organisation.role_revoked").count() == 1


def test_a_place_with_people_or_places_does_not_close() -> None:
    team = TeamFactory()
    MembershipFactory(node=team)

    with pytest.raises(TreeError, match="People still work there"):
        close_place(node=team, effective_on=DAY, actor=None)
    with pytest.raises(TreeError, match="below it"):
        close_place(node=team.get_parent(), effective_on=DAY, actor=None)
    assert Node.objects.filter(closed_on__isnull=False).count() == 0


def test_a_closed_place_does_not_change_again() -> None:
    team = TeamFactory()
    close_place(node=team, effective_on=DAY, actor=None)

    with pytest.raises(TreeError, match="is closed"):
        rename_place(node=team, name="New", effective_on=DAY, actor=None)


def test_no_change_lies_in_the_future_or_before_the_last_one() -> None:
    team = TeamFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(TreeError, match="earlier"):
        rename_place(node=team, name="New", effective_on=tomorrow, actor=None)

    rename_place(node=team, name="New", effective_on=DAY, actor=None)
    with pytest.raises(TreeError, match="before the last change"):
        rename_place(node=team, name="Newer", effective_on=date(2025, 1, 1), actor=None)


def test_the_database_itself_keeps_a_place_that_has_a_history() -> None:
    unit = add_place(parent=ForceFactory(), name="Adult", opened_on=DAY, actor=None)

    # Past the manager that refuses, as a slip in a shell would go.
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM organisation_node WHERE id = %s", [unit.pk]
        )


def test_the_tree_is_read_as_it_stood_on_a_day() -> None:
    force = ForceFactory()
    old, new = UnitFactory(parent=force), UnitFactory(parent=force)
    team = TeamFactory(parent=old, name="Before")
    move_place(node=team, parent=new, effective_on=date(2026, 2, 1), actor=None)
    rename_place(node=team, name="After", effective_on=date(2026, 3, 1), actor=None)

    def stood(day: date) -> tuple[str, int | None]:
        (found,) = [place for place in tree_as_of(force, day) if place.node == team]
        return found.name, found.parent_id

    assert stood(date(2026, 1, 15)) == ("Before", old.pk)
    assert stood(date(2026, 2, 15)) == ("Before", new.pk)
    assert stood(date(2026, 3, 15)) == ("After", new.pk)
    assert tree_as_of(force, date(2019, 1, 1)) == []


@pytest.mark.django_db(transaction=True)
def test_changes_of_the_tree_at_the_same_time_leave_it_whole() -> None:
    force = ForceFactory()
    units = [UnitFactory(parent=force) for _number in range(2)]
    teams = [TeamFactory(parent=units[0]) for _number in range(4)]
    acts = [
        *(partial(move_place, node=team, parent=units[1]) for team in teams[:2]),
        *(partial(merge_place, node=team, into=teams[0]) for team in teams[2:]),
        *(partial(rename_place, node=unit, name=f"New {unit.pk}") for unit in units),
    ]

    def act(change: Callable[..., Node]) -> None:
        try:
            change(effective_on=DAY, actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(act, acts))

    assert Node.find_problems() == ([], [], [], [], [])
    moved = Node.objects.get(pk=units[1].pk).get_children()
    assert set(teams[:2]) <= set(moved)
    assert NodeChange.objects.filter(effective_on=DAY).count() == len(acts)
