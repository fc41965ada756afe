"""Forms for giving a role; who may give what is decided by the service."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from organisation.forms.places import PlaceChoiceField
from organisation.models import Node, NodeKind, Role
from organisation.role_scopes import FORCE_ROLES

NATIONAL_TEAM_GIVES = (
    Role.FORCE_ADMIN,
    Role.NATIONAL,
    Role.EDITOR,
    Role.APPROVER,
    Role.CPS_PARTNER,
)


class _DatesForm(forms.Form):
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(
        label=_("First day without the role"),
        help_text=_("Leave this empty if no end is planned"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # as Django's own form
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate


class RoleForm(_DatesForm):
    """A role over a place of one force."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", ""), *((role.value, role.label) for role in FORCE_ROLES)]
    )
    scope = PlaceChoiceField(
        queryset=Node.objects.none(),
        label=_("Over which place"),
        help_text=_(
            "Supervisors have a team or a unit, managers a unit or the force. "
            "Every other role is over the whole force."
        ),
    )

    field_order = ("role", "scope")

    def __init__(self, *args: Any, force: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["scope"]
        if isinstance(choice, PlaceChoiceField):
            choice.queryset = Node.objects.within(force).still_open()
            choice.base_depth = force.depth


class NationalRoleForm(_DatesForm):
    """A role that the national team gives, to a person named by address."""

    email = forms.EmailField(label=_("Email address of the person"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", ""), *((role.value, role.label) for role in NATIONAL_TEAM_GIVES)],
    )
    scope = PlaceChoiceField(
        queryset=Node.objects.filter(kind__in=[NodeKind.NATION, NodeKind.FORCE]),
        label=_("Over which place"),
        help_text=_("Administrators have a force. Every other role here is national."),
    )

    field_order = ("email", "role", "scope")
