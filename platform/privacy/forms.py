"""What people fill in about their data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule


class ErasureForm(forms.Form):
    """Makes sure that the person has read what an erasure means."""

    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone after the waiting time"),
        error_messages={"required": _("Confirm that you understand what will happen")},
    )


class ConsentForm(forms.Form):
    """Which version was on screen, and which button was pressed."""

    version = forms.IntegerField(min_value=1)
    agree = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda answer: answer == "yes"
    )


class RetentionForm(forms.Form):
    """A length in days, within the bounds of its rule."""

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, rule: RetentionRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep_days"] = forms.IntegerField(
            label=_("How many days to keep it"),
            min_value=rule.least.days,
            max_value=rule.most.days,
        )
