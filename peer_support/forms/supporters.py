"""What a coordinator writes down about a supporter."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from core.plain_text_field import PlainTextField
from peer_support.models import SupporterDecision, SupporterRecord
from peer_support.vocabulary import Topic

LONGEST_PANEL = 200
LONGEST_REASON = 1_000
LONGEST_EVIDENCE = 300


class _ReasonForm(forms.Form):
    panel = PlainTextField(
        label=_("Who decided?"),
        help_text=_("For example the names or posts of those on the panel."),
        max_length=LONGEST_PANEL,
        one_line=True,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Say who decided")},
    )
    reason = PlainTextField(
        label=_("Why?"),
        help_text=_(
            "It is kept locked, for coordinators alone. Nothing about a person who was supported."
        ),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why")},
    )


class DecideForm(_ReasonForm):
    """What the panel decided about an application."""

    kind = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[
            (kind.value, kind.label)
            for kind in (SupporterDecision.Kind.TAKEN_ON, SupporterDecision.Kind.DECLINED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided")},
    )

    field_order = ("kind",)


class DeselectForm(_ReasonForm):
    """Why somebody is no longer to be a supporter."""


class RecordForm(forms.Form):
    """A training or a supervision that was held; topics come last, for a supervision has none."""

    field_order = ("kind", "held_on", "due_again_on", "evidence", "topics")

    kind = forms.ChoiceField(
        label=_("What was held?"),
        choices=SupporterRecord.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was held")},
    )
    held_on = DateField(label=_("Day on which it was held"))
    due_again_on = DateField(label=_("Day by which it is due again"))
    topics = forms.MultipleChoiceField(
        label=_("Topics that a training covered"),
        help_text=_("For a training, at least one. The supporter is then asked about these too."),
        choices=Topic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = PlainTextField(
        label=_("Where is the proof kept?"),
        help_text=_("For example a line of the training register. No words about what was said."),
        max_length=LONGEST_EVIDENCE,
        one_line=True,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Say where the proof is kept")},
    )

    def clean_held_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("Record it once it has been held: this day is to come"))
        return day

    def clean(self) -> dict[str, Any]:
        """A training has topics, and is due again after it was held."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == SupporterRecord.Kind.TRAINING and not cleaned.get("topics"):
            self.add_error("topics", gettext("Choose at least one topic that the training covered"))
        held, due = cleaned.get("held_on"), cleaned.get("due_again_on")
        if held and due and due <= held:
            self.add_error("due_again_on", gettext("This day must come after the day it was held"))
        return cleaned
