"""The forms of the two people of a pair."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from core.plain_text_field import PlainTextField
from peer_support.limits import LONGEST_MESSAGE
from peer_support.vocabulary import LengthBand, Mode, Outcome, Topic

AGREEMENT = (
    ("5", _("Yes, very much")),
    ("4", _("Yes, mostly")),
    ("3", _("In part")),
    ("2", _("Not really")),
    ("1", _("Not at all")),
)


class OnceForm(forms.Form):
    """A form that does what it does once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class MessageForm(OnceForm):
    """A message to the other one."""

    text = PlainTextField(
        label=_("Your message"),
        help_text=_("Never write about a live case: no victim, suspect or case details."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
        error_messages={"required": _("Write something before you send")},
    )


class EndForm(forms.Form):
    """The end, without a reason; a supporter notes what became of it."""

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, is_supporter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_supporter:
            self.fields["outcome"] = outcome_field(required=False)


class OutcomeForm(forms.Form):
    """What became of a pair that has ended."""

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = outcome_field(required=True)


def outcome_field(*, required: bool) -> forms.ChoiceField:
    """The codes of what became of a pair."""
    return forms.ChoiceField(
        label=_("What became of it?"),
        help_text=_("A code for the statistics. No notes are kept."),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        required=required,
    )


class SessionForm(OnceForm):
    """One meeting, as codes."""

    held_on = DateField(label=_("Day"), help_text=_("For example 27 3 2027"))
    length = forms.ChoiceField(
        label=_("How long?"), choices=LengthBand.choices, widget=forms.RadioSelect
    )
    mode = forms.ChoiceField(label=_("How?"), choices=Mode.choices, widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("About what?"), choices=Topic.choices)


# A label that is put into words later; Django's stubs name its type by a name of their own.
def _answer(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=AGREEMENT,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class FeedbackForm(forms.Form):
    """Three questions, each of which may be left out."""

    was_listened_to = _answer(_("Were you listened to?"))
    felt_safe = _answer(_("Did you feel safe to say what you wanted to say?"))
    would_ask_again = _answer(_("Would you ask for support here again?"))


class AgainForm(forms.Form):
    """Whether the person would like the same one again."""

    same = forms.TypedChoiceField(
        label=_("Would you talk to the same person again?"),
        help_text=_("It counts only if both of you say yes. Neither is told what the other said."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
