"""What a person chooses to share when they ask to be contacted."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError
from core.sanitise import plain_text
from wellbeing.contact_content import REACH_LENGTH, WORDS_LENGTH
from wellbeing.selectors.contact import ServiceChoice


class AskForm(forms.Form):
    """Who, and exactly which pieces. Nothing here is asked that is not needed."""

    service = forms.ChoiceField(
        label=_("Who would you like to hear from?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you would like to hear from")},
    )
    share_name = forms.BooleanField(label=_("Share my name"), required=False)
    reach = forms.CharField(
        label=_("How should they reach you?"),
        help_text=_(
            "For example a phone number, and when to call. A private number or address is safer: "
            "others may see your work phone or mail."
        ),
        max_length=REACH_LENGTH,
        error_messages={"required": _("Say how they should reach you")},
    )
    words = forms.CharField(
        label=_("Anything they should know"),
        help_text=_("You do not have to say why. Do not include case details."),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )

    # The remaining options are those of every form.
    def __init__(self, choices: Sequence[ServiceChoice], name: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]  # a field of choices, which the stubs do not know
        service.choices = [(one.service.value, one.name) for one in choices if one.can_be_asked]
        self.fields["share_name"].help_text = _("They will see: %(name)s") % {"name": name}

    def clean_reach(self) -> str:
        """Plain text only."""
        return self._plain("reach", REACH_LENGTH)

    def clean_words(self) -> str:
        """Plain text only."""
        return self._plain("words", WORDS_LENGTH)

    def _plain(self, name: str, limit: int) -> str:
        try:
            cleaned = plain_text(self.cleaned_data[name], max_length=limit)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        if not cleaned and self.fields[name].required:
            raise forms.ValidationError(self.fields[name].error_messages["required"])
        return cleaned


class SendForm(forms.Form):
    """What the page of the second step brings back: which request, and who was shown on it."""

    request_id = forms.UUIDField()
    receivers = forms.CharField(max_length=2000)

    def shown_receivers(self) -> frozenset[str]:
        """The public ids of those whom the person saw."""
        return frozenset(self.cleaned_data["receivers"].split())


def new_request_id() -> UUID:
    """Return an id for a request, made before it is sent so that two clicks send it once."""
    return uuid4()
