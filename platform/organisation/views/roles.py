"""Pages on which roles are given and taken away."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from organisation.access import own_force, person_of, role_of
from organisation.exceptions import RoleError
from organisation.forms.roles import NationalRoleForm, RoleForm
from organisation.models import Role
from organisation.policies import has_role
from organisation.services.roles import grant_role, revoke_role


@recent_sign_in_required
def grant(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a role to a person of one's own force."""
    user = request.user
    force = own_force(user)
    person = person_of(force, public_id).person
    form = RoleForm(request.POST or None, force=force)
    page = FormPage(
        heading=_("Give a role"),
        caption=person.get_full_name(),
        lead=_("The role holds from the person’s next page on. It is recorded in the audit log."),
        submit=_("Give this role"),
        back=reverse("organisation:person", args=[public_id]),
        done=_("The role has been given."),
    )
    return answer_form(request, form, page, lambda: _give(user, person, form))


def _give(user: User, person: User, form: forms.Form) -> None:
    data = form.cleaned_data
    grant_role(
        actor=user,
        person=person,
        role=Role(data["role"]),
        scope=data["scope"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )


@recent_sign_in_required
def revoke(request: SignedInRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """Take a role away at once."""
    user = request.user
    person = person_of(own_force(user), public_id).person
    held = role_of(person, grant_id)
    page = FormPage(
        heading=_("Take the role away: %(role)s") % {"role": held.get_role_display()},
        caption=person.get_full_name(),
        lead=_("Over %(place)s.") % {"place": held.scope.name},
        warning=_("The person loses this right with their next page."),
        submit=_("Take this role away"),
        back=reverse("organisation:person", args=[public_id]),
        done=_("The role has been taken away."),
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(request, form, page, lambda: revoke_role(actor=user, grant=held))


@recent_sign_in_required
def grant_national(request: SignedInRequest) -> HttpResponse:
    """Give a national role, or name the administrator of a force."""
    user = request.user
    if not has_role(user, Role.NATIONAL):
        raise PermissionDenied
    form = NationalRoleForm(request.POST or None)
    page = FormPage(
        heading=_("Give a national role, or name a force’s administrator"),
        lead=_("The person must have an account. An administrator must work in the force."),
        submit=_("Give this role"),
        back=reverse("organisation:places"),
        done=_("The role has been given."),
    )
    return answer_form(request, form, page, lambda: _give(user, _addressed(form), form))


def _addressed(form: NationalRoleForm) -> User:
    """Find the account; who has none is told from who may not be given the role by nobody."""
    found = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
    if found is None:
        raise RoleError(_("You cannot give this role to this person."))
    return found
