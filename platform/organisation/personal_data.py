"""What organisation holds about a person, and what an erasure does to it."""

import uuid
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from organisation.models import Membership, NodeChange, RoleGrant


def export_memberships(person: User) -> list[Row]:
    """Where the person worked; who worked for them is those people's data, not theirs."""
    rows = Membership.objects.filter(person=person).select_related("node", "force", "rank")
    return [
        {
            "place": row.node.name,
            "force": row.force.name,
            "rank": row.rank.name,
            "role": str(row.get_rasso_role_display()),
            "number": row.service_number,
            "line_manager": str(row.line_manager) if row.line_manager else None,
            "started_on": row.started_on.isoformat(),
            "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        }
        for row in rows.select_related("line_manager").order_by("started_on")
    ]


def erase_memberships(person: User) -> int:
    """End what is open and take the number away: that somebody did the work stays on record."""
    reports = Membership.objects.filter(line_manager=person).update(line_manager=None)
    today = timezone.localdate()
    rows = list(Membership.objects.select_for_update().filter(person=person))
    for row in rows:
        # Random, so that it leads nowhere; different, because numbers are unique in a force.
        row.service_number = f"gone-{uuid.uuid4().hex[:15]}"
        row.line_manager = None
        row.account_closed_at = row.account_closed_at or timezone.now()
        row.ended_on = _end(row, today)
        row.save()
    return reports + len(rows)


def _end(row: Membership, today: date) -> date:
    """The day on which the post ends, which is always after the day on which it began."""
    if row.ended_on is not None and row.ended_on <= today:
        return row.ended_on
    return max(today, row.started_on + timedelta(days=1))


def export_grants(person: User) -> list[Row]:
    """The roles that the person held; those that they gave are about others."""
    rows = RoleGrant.objects.filter(person=person).select_related("scope").order_by("starts_on")
    return plain_rows(rows, "role", "scope__name", "starts_on", "ends_on", "revoked_at")


def erase_grants(person: User) -> int:
    """Their roles go; roles that they gave stand without their name."""
    given = RoleGrant.objects.filter(granted_by=person).update(granted_by=None)
    return given + RoleGrant.objects.filter(person=person).delete()[0]


def export_changes(person: User) -> list[Row]:
    """The changes that the person made to the tree of places."""
    rows = NodeChange.objects.filter(changed_by=person).select_related("node")
    return plain_rows(rows.order_by("recorded_at"), "node__name", "kind", "effective_on")


def erase_changes(person: User) -> int:
    """The changes stand without their name."""
    return NodeChange.objects.filter(changed_by=person).update(changed_by=None)


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        Membership,
        _("Where you worked"),
        ("person", "line_manager"),
        export_memberships,
        erase_memberships,
    ),
    PersonalData(RoleGrant, _("Your roles"), ("person", "granted_by"), export_grants, erase_grants),
    PersonalData(
        NodeChange,
        _("Changes you made to forces, units and teams"),
        ("changed_by",),
        export_changes,
        erase_changes,
    ),
)
