"""What is written beside a chart, and for which month."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from wellbeing.services.trend_notes import ANNOTATION_LENGTH, ANSWER_LENGTH

MONTHS_OFFERED = 24
NO_DETAILS = _("No names, no case details and nothing that shows who said it.")


def recent_months(today: date) -> list[date]:
    """Return the first days of this month and of those before it, newest first."""
    now = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(now, now - MONTHS_OFFERED, -1)]


class NoteForm(forms.Form):
    """The month that a note belongs to."""

    period = forms.ChoiceField(
        label=_("Month"), error_messages={"required": _("Choose the month that this is about")}
    )

    # Django's form takes many arguments, and hands them on.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared so above
        field.choices = [
            (month.isoformat(), f"{MONTHS[month.month]} {month.year}")
            for month in recent_months(today)
        ]

    @property
    def month(self) -> date:
        """The month that was chosen."""
        return date.fromisoformat(self.cleaned_data["period"])


class AnnotationForm(NoteForm):
    """Something that happened."""

    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("For example, “New shift pattern”. No names and no case details."),
        max_length=ANNOTATION_LENGTH,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Enter what happened")},
    )


class HeardAndDidForm(NoteForm):
    """An answer to the people of a place."""

    heard = forms.CharField(
        label=_("What we heard"),
        help_text=NO_DETAILS,
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Enter what you heard")},
    )
    did = forms.CharField(
        label=_("What we did"),
        help_text=_("What has been done or decided, and by when people will notice it."),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Enter what you did")},
    )
