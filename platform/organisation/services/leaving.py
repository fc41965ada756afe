"""People leave: their post ends, and with it, on that day, their rights, sessions and account."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import end_sessions, end_sessions_of_many
from core.events import record_event
from organisation.exceptions import MembershipError
from organisation.models import Membership, RoleGrant
from organisation.services.locks import lock_people_of
from organisation.services.membership_checks import latest_membership, require_administrator
from organisation.services.roles import end_roles


@transaction.atomic
def leave_force(*, actor: User | None, person: User, ended_on: date) -> Membership:
    """End the person's post; ended_on is the first day on which they are no longer there.

    On that day (at once, if it has come) the account closes and every session ends.
    """
    held = Membership.objects.filter(person=person).order_by("-started_on").first()
    if held is None:
        raise MembershipError(_("This person does not work in the force."))
    require_administrator(actor, held.force)
    if actor is not None and actor.pk == person.pk:
        raise MembershipError(_("Ask another administrator to end your own post."))
    lock_people_of(held.force_id)
    current = latest_membership(person, held.force)
    if ended_on <= current.started_on:
        raise MembershipError(_("The date must come after the day on which the post began."))
    current.ended_on = ended_on
    current.save(update_fields=["ended_on"])
    _record(actor, current)
    if ended_on <= timezone.localdate():
        close_account(actor=actor, person=person)
    return current


@transaction.atomic
def close_account(*, actor: User | None, person: User) -> None:
    """Take from a leaver every right and way in; what they did stays on record."""
    end_sessions(person, ended_by=actor)
    end_roles(grants=RoleGrant.objects.filter(person=person).not_revoked(), actor=actor)
    User.objects.filter(pk=person.pk).update(is_active=False)
    Membership.objects.filter(person=person, account_closed_at__isnull=True).update(
        account_closed_at=timezone.now()
    )


def close_accounts(*, actor: User | None, people: Sequence[User]) -> None:
    """Do the same for many at once, inside the caller's transaction and under its one event."""
    end_sessions_of_many(people)
    end_roles(grants=RoleGrant.objects.filter(person__in=people).not_revoked(), actor=actor)
    User.objects.filter(pk__in=[person.pk for person in people]).update(is_active=False)
    Membership.objects.filter(person__in=people, account_closed_at__isnull=True).update(
        account_closed_at=timezone.now()
    )


def close_accounts_of_leavers(*, on: date) -> int:
    """Close the accounts of all whose last day has come, one transaction each; return how many."""
    due = Membership.objects.leavers_due(on).values_list("person", flat=True).distinct()
    return sum(_close_if_still_due(person_id, on) for person_id in list(due))


@transaction.atomic
def _close_if_still_due(person_id: int, on: date) -> bool:
    """Look again under the lock: the person may have joined another force meanwhile."""
    person = User.objects.select_for_update().get(pk=person_id)
    if not Membership.objects.leavers_due(on).filter(person=person).exists():
        return False
    close_account(actor=None, person=person)
    return True


def _record(actor: User | None, membership: Membership) -> None:
    record_event(
        actor=actor,
        action="organisation.left",
        force_id=membership.force_id,
        target=f"organisation.membership:{membership.public_id}",
        details={
            "person": str(membership.person.public_id),
            "ended_on": str(membership.ended_on),
        },
    )
