"""What those who look after comments type in the CMS, in the markup of the CMS."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.careful_text_field import CarefulTextField
from cms.comments.rules import LONGEST_REASON
from cms.models import CommentDecision, CommentingWithdrawal

NO_NAMES = _("The person reads this. Say which rule it is about. No case details.")


class DecisionForm(forms.Form):
    """Keep or hide; seen is the number of decisions that the page showed."""

    kind = forms.ChoiceField(
        label=_("What becomes of the comment?"),
        choices=[
            (CommentDecision.Kind.KEPT, _("Keep it: everyone who reads the page sees it")),
            (CommentDecision.Kind.HIDDEN, _("Hide it: only its author still sees it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = CarefulTextField(
        label=_("Why"), help_text=NO_NAMES, max_length=LONGEST_REASON, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """Nobody’s words are hidden without being told why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == CommentDecision.Kind.HIDDEN and not cleaned.get("reason"):
            self.add_error("reason", _("Say why. The author of the comment reads it."))
        return cleaned


class WithdrawForm(forms.Form):
    """Why and until when somebody may not comment."""

    reason = CarefulTextField(label=_("Why"), help_text=NO_NAMES, max_length=LONGEST_REASON)
    ends_on = forms.DateField(
        label=_("May comment again from"),
        help_text=_(
            "Year, month and day, such as 2027-03-31. Empty: until somebody gives it back."
        ),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )


class AppealDecisionForm(forms.Form):
    """What becomes of an appeal."""

    outcome = forms.ChoiceField(
        label=_("What becomes of the appeal?"),
        choices=CommentingWithdrawal.Outcome.choices,
        widget=forms.RadioSelect,
    )
    answer = CarefulTextField(
        label=_("Your reasons"), help_text=NO_NAMES, max_length=LONGEST_REASON
    )
