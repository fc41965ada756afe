"""What forces say about their help: for their people, and for those who write it."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cms.selectors import CONTENT_ROLES, forces_written_for
from organisation.models import Membership, Node, NodeKind, RoleGrant
from organisation.selectors import post_today
from wellbeing.models import ForceHelp


def help_at_force_of(person: User) -> ForceHelp | None:
    """Return what the force that the person works in today has filled in, if anything."""
    post = post_today(person)
    if post is None:
        return None
    return ForceHelp.objects.filter(force=post.force_id).first()


def help_edited_by(user: User) -> "QuerySet[ForceHelp]":
    """The help of the forces that the person writes for."""
    return ForceHelp.objects.filter(force__in=forces_written_for(user)).select_related("force")


def forces_edited_by(user: User) -> "QuerySet[Node]":
    """The forces that the person writes for."""
    return Node.objects.filter(kind=NodeKind.FORCE, pk__in=forces_written_for(user))


def people_who_edit_help(force_id: int | None = None) -> QuerySet[User]:
    """The editors and approvers of a force, who can own its help; or of any."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(role__in=CONTENT_ROLES)
    if force_id is not None:
        grants = grants.filter(scope=force_id)
    people = User.objects.filter(pk__in=grants.values("person"))
    return people.order_by("last_name", "first_name")


def people_at(force_id: int, on: date) -> QuerySet[User]:
    """Everyone with an open account who works in the force on that day."""
    posts = Membership.objects.current(on).filter(force=force_id)
    return User.objects.filter(is_active=True, pk__in=posts.values("person"))
