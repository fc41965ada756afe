"""How a person names somebody who must never be their supporter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.plain_text_field import PlainTextField
from peer_support.models import Bar
from peer_support.selectors.own_bars import (
    NAMED_KINDS,
    SHORTEST_NAME,
    Colleagues,
    colleague,
    person_at,
)

NOT_FOUND = _("We cannot name anybody by this address. Check it for a slip")
YOURSELF = _("This is you. Name somebody else")
LONGEST_NAME = 100


class KindField(forms.ChoiceField):
    """Why; nobody but the person reads it, and there is no room for a story."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Why?"),
            help_text=_("Only you see this. It is not passed on to anybody."),
            choices=[(kind.value, kind.label) for kind in NAMED_KINDS],
            initial=Bar.Kind.EXCLUDED,
            widget=forms.RadioSelect,
        )


class ByEmailForm(forms.Form):
    """Somebody of any force, by the address that stands in their mails."""

    email = forms.EmailField(
        label=_("Their work email address"),
        help_text=_("They may be in any force."),
        error_messages={"required": _("Type their work email address")},
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    kind = KindField()

    def __init__(self, owner: User, data: Any = None) -> None:  # what Django's own form takes
        super().__init__(data, auto_id="id_email_%s")
        self.owner = owner

    def clean_email(self) -> User:
        """Turn the address into a person."""
        return somebody_else(self.owner, self.cleaned_data["email"])


class NameForm(forms.Form):
    """A name to look for in one's own force."""

    name = PlainTextField(
        one_line=True,
        label=_("Their first or last name"),
        help_text=_("We look in your own force only."),
        min_length=SHORTEST_NAME,
        max_length=LONGEST_NAME,
        error_messages={"required": _("Type at least two letters of their name")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None) -> None:  # what Django's own form takes
        super().__init__(data, auto_id="id_find_%s")


class ChosenForm(forms.Form):
    """One of those who were found."""

    person = forms.UUIDField(
        label=_("Who is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the people"),
            "invalid": _("Choose one of the people"),
        },
    )
    kind = KindField()
    name = PlainTextField(one_line=True, widget=forms.HiddenInput, max_length=LONGEST_NAME)

    def __init__(self, owner: User, found: Colleagues, name: str, data: Any = None) -> None:
        super().__init__(data, initial={"name": name}, auto_id="id_chosen_%s")
        self.owner = owner
        widget: Any = self.fields["person"].widget  # radio buttons, which the stubs do not know
        widget.choices = [
            (
                str(post.person.public_id),
                f"{post.person.get_full_name()}, {post.rank.short}, {post.node.name}",
            )
            for post in found.posts
        ]

    def clean_person(self) -> User:
        """Turn the choice into a person of one's own force."""
        found = colleague(self.owner, self.cleaned_data["person"])
        if found is None or found == self.owner:
            raise forms.ValidationError(_("Choose one of the people"))
        return found


def somebody_else(owner: User, email: str) -> User:
    """Return whose address it is; raise ValidationError for nobody's and for one's own."""
    found = person_at(email)
    if found is None:
        raise forms.ValidationError(NOT_FOUND)
    if found == owner:
        raise forms.ValidationError(YOURSELF)
    return found
