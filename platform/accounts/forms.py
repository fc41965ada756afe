"""The forms that accounts adds to allauth's."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.exceptions import DomainError
from core.sanitise import plain_text

LONGEST_NAME = 150


class AcceptInvitationForm(forms.Form):
    """What a person says of themselves when they open their account."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Enter your first name")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Enter your last name")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "Use 12 characters or more. Three random words work well. "
            "Do not use your name, your email address or a common password."
        ),
        strip=False,
        error_messages={"required": _("Enter a password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    # A form takes what its parent takes.
    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_first_name(self) -> str:
        return _plain(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return _plain(self.cleaned_data["last_name"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        # Compared with the names just typed, not with those of the import.
        person = User(
            email=self.person.email,
            first_name=self.cleaned_data.get("first_name", ""),
            last_name=self.cleaned_data.get("last_name", ""),
        )
        validate_password(password, person)
        return password


def _plain(value: str) -> str:
    try:
        cleaned = plain_text(value, max_length=LONGEST_NAME)
    except DomainError as error:
        raise forms.ValidationError(str(error.message)) from error
    if not cleaned:
        raise forms.ValidationError(_("Enter a name"))
    return cleaned
