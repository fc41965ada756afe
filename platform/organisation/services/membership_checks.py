"""What must be so before a person's post may change; each refusal says what to do instead."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from organisation.exceptions import MembershipError
from organisation.models import Membership, Node, NodeKind, RoleGrant
from organisation.policies import may_administer_force
from organisation.selectors import reports_of
from organisation.service_numbers import SERVICE_NUMBER


def force_above(place: Node) -> Node:
    """Return the force that the place is in; a place above all forces has no people."""
    force = Node.objects.above(place.path).filter(kind=NodeKind.FORCE).first()
    if force is None:
        raise MembershipError(_("People work in a force, or in one of its units or teams."))
    return force


def require_administrator(actor: User | None, force: Node) -> None:
    """Only an administrator of the force; nobody at all stands for whoever runs the service."""
    if actor is not None and not may_administer_force(actor, force):
        raise MembershipError(_("Only an administrator of the force can change its people."))


def require_service_number(number: str) -> None:
    """Refuse a number that no force would give."""
    if not SERVICE_NUMBER.fullmatch(number):
        raise MembershipError(_("Use up to 20 letters and digits for the warrant or staff number."))


def can_be_taken_on(person: User) -> bool:
    """Whether a force may take the account as it is: one that left a force, or belongs to none.

    An account that has rights of its own is never a force's to take: its owner would gain a
    second master.
    """
    today = timezone.localdate()
    if person.is_superuser or person.is_staff:
        return False
    if RoleGrant.objects.not_revoked().filter(person=person).exists():
        return False
    return not Membership.objects.not_ended(today).filter(person=person).exists()


def require_can_join(person: User, force: Node) -> None:
    """Refuse who works somewhere already; where, and whether in a force at all, stays unsaid."""
    today = timezone.localdate()
    if Membership.objects.not_ended(today).filter(person=person, force=force).exists():
        raise MembershipError(_("This person works in the force already."))
    if not can_be_taken_on(person):
        raise MembershipError(_("This address cannot be used."))


def latest_membership(person: User, force: Node) -> Membership:
    """Return the post that the person has now; refuse when another is planned, or none is left."""
    today = timezone.localdate()
    ahead = list(
        Membership.objects.select_for_update()
        .filter(person=person, force=force)
        .not_ended(today)
        .order_by("started_on")
    )
    if not ahead:
        raise MembershipError(_("This person does not work in the force."))
    if len(ahead) > 1 or ahead[0].ended_on is not None:
        raise MembershipError(_("Another change is planned for this person already."))
    return ahead[0]


def require_no_loop(person: User, manager: User, force: Node, on: date) -> None:
    """A line of management ends at the top: nobody is above someone who is above them."""
    if manager.pk == person.pk:
        raise MembershipError(_("Nobody is their own line manager."))
    if not Membership.objects.current(on).filter(person=manager, force=force).exists():
        raise MembershipError(_("The line manager does not work in the force on that day."))
    if reports_of(person, on).filter(pk=manager.pk).exists():
        raise MembershipError(_("The line manager is below this person in the line already."))
