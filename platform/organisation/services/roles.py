"""Giving and taking away roles; each act is in the audit log and holds from the next request."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from organisation.exceptions import RoleError
from organisation.models import Node, Role, RoleGrant
from organisation.policies import may_grant_role, may_revoke_role
from organisation.querysets import RoleGrantQuerySet
from organisation.role_scopes import fits
from organisation.services.locks import hold_tree
from organisation.tree_shape import force_path_of


def grant_role(
    *,
    actor: User,
    person: User,
    role: Role,
    scope: Node,
    starts_on: date,
    ends_on: date | None = None,
) -> RoleGrant:
    """Give person the role over scope; ends_on is the first day without it."""
    if actor.pk == person.pk:
        raise RoleError(_("You cannot give a role to yourself. Ask another administrator."))
    if not may_grant_role(actor, person, role, scope):
        raise RoleError(_("You cannot give this role to this person."))
    grant = RoleGrant(person=person, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on)
    return _give(actor, grant)


def appoint(*, person: User, role: Role, scope: Node, starts_on: date) -> RoleGrant:
    """Give a role in the name of whoever runs the service: the first rights come from somewhere."""
    return _give(None, RoleGrant(person=person, role=role, scope=scope, starts_on=starts_on))


@transaction.atomic
def revoke_role(*, actor: User, grant: RoleGrant) -> None:
    """Take the role away at once."""
    if not may_revoke_role(actor, grant):
        raise RoleError(_("You cannot take this role away."))
    mine = RoleGrant.objects.filter(pk=grant.pk).not_revoked()
    if end_roles(grants=mine, actor=actor) == 0:
        raise RoleError(_("This role has been taken away already."))


def end_roles(*, grants: RoleGrantQuerySet, actor: User | None) -> int:
    """Revoke the grants inside the caller's transaction and return how many they were.

    Checks no right: its callers have decided that the grants must end.
    """
    ending = list(grants.select_for_update(of=("self",)).select_related("scope", "person"))
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in ending]).update(
        revoked_at=timezone.now()
    )
    for grant in ending:
        _record("organisation.role_revoked", actor, grant)
    return len(ending)


@transaction.atomic
def _give(actor: User | None, grant: RoleGrant) -> RoleGrant:
    hold_tree()
    grant.scope = Node.objects.get(pk=grant.scope_id)
    _require_sensible(grant)
    grant.granted_by = actor
    _save_new(grant)
    _record("organisation.role_granted", actor, grant)
    return grant


def _require_sensible(grant: RoleGrant) -> None:
    if grant.scope.closed_on is not None:
        raise RoleError(_("%(name)s is closed.") % {"name": grant.scope.name})
    if not fits(Role(grant.role), grant.scope):
        raise RoleError(_("This role cannot be held over this kind of place."))
    if grant.ends_on is not None and grant.ends_on <= grant.starts_on:
        raise RoleError(_("The last day must come after the first."))


def _save_new(grant: RoleGrant) -> None:
    """Save the grant; one that ran out makes room for it, one that stands does not."""
    _revoke_expired(grant)
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:
        if "organisation_one_live_grant" not in str(error):
            raise
        raise RoleError(_("The person has this role there already.")) from error


def _revoke_expired(grant: RoleGrant) -> None:
    RoleGrant.objects.filter(
        person=grant.person, role=grant.role, scope=grant.scope, ends_on__lte=timezone.localdate()
    ).not_revoked().update(revoked_at=timezone.now())


def _record(action: str, actor: User | None, grant: RoleGrant) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=_force_id(grant.scope),
        target=f"organisation.rolegrant:{grant.public_id}",
        details={
            "person": str(grant.person.public_id),
            "role": grant.role,
            "scope": grant.scope.slug,
            "starts_on": grant.starts_on.isoformat(),
            "ends_on": grant.ends_on.isoformat() if grant.ends_on else None,
        },
    )


def _force_id(scope: Node) -> int | None:
    path = force_path_of(scope.path)
    if path is None:
        return None
    return Node.objects.filter(path=path).values_list("pk", flat=True).first()
