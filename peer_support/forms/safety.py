"""Forms about safety: raising a concern, asking to read a conversation, deciding on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.plain_text_field import PlainTextField
from peer_support.limits import LONGEST_CONCERN, LONGEST_REASON
from peer_support.selectors.concern_messages import ChosenMessage

SHOWN_OF_A_MESSAGE = 200
APPROVE, REFUSE = "approve", "refuse"


class ConcernForm(forms.Form):
    """What somebody is worried about, and which messages go with it."""

    words = PlainTextField(
        label=gettext_lazy("What are you worried about?"),
        help_text=gettext_lazy(
            "The safeguarding lead does not see your name. If somebody is at risk, say who it is "
            "and how they can be reached. No case details."
        ),
        max_length=LONGEST_CONCERN,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": gettext_lazy("Write what you are worried about")},
    )
    messages = forms.MultipleChoiceField(
        label=gettext_lazy("Which messages should they see?"),
        help_text=gettext_lazy("Only what you choose is copied. You can choose none."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concern_id = forms.UUIDField(widget=forms.HiddenInput)

    # The remaining options are those of every form.
    def __init__(self, messages: Sequence[ChosenMessage], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"concern_id": uuid4()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["messages"]  # a field of choices, which the stubs do not know
        field.choices = [(str(one.number), _label(one)) for one in messages]
        if not messages:
            del self.fields["messages"]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the chosen messages."""
        return [int(number) for number in self.cleaned_data.get("messages", ())]

    @property
    def sent_id(self) -> UUID:
        """The id under which a second click finds the first."""
        found: UUID = self.cleaned_data["concern_id"]
        return found


class ReasonForm(forms.Form):
    """Why a conversation has to be read."""

    reason = PlainTextField(
        label=gettext_lazy("Why does the conversation have to be read?"),
        help_text=gettext_lazy("The second safeguarding lead decides by this. It is kept, sealed."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": gettext_lazy("Write why the conversation has to be read")},
    )


class DecisionForm(forms.Form):
    """The second person's answer; neither is chosen beforehand."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Should the conversation be opened?"),
        choices=[
            (APPROVE, gettext_lazy("Yes, for 60 minutes")),
            (REFUSE, gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it should be opened")},
    )


def _label(message: ChosenMessage) -> str:
    words = Truncator(message.words or "").chars(SHOWN_OF_A_MESSAGE)
    if message.sent_at is None:
        return words
    when = date_format(localtime(message.sent_at), "j F, H:i")
    return _("%(writer)s, %(when)s: %(words)s") % {
        "writer": message.writer,
        "when": when,
        "words": words,
    }
