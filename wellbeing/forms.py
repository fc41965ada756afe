"""The forms of a person's own pages; the one of a check-in is made from its instrument."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField
from wellbeing.instruments import Instrument, Item
from wellbeing.models import ReminderChoice
from wellbeing.services.notes import LONGEST_NOTE

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as the page offers it."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers, for the page."""

    item: Item
    field: BoundField
    choices: tuple[Choice, ...]

    @property
    def is_scale(self) -> bool:
        """Whether only the ends of the row have words."""
        return not self.item.has_labels


class CheckInForm(forms.Form):
    """The questions of one instrument. None must be answered; nothing but what is offered is."""

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            self.fields[item.code] = _answer_field(item)

    @property
    def answers(self) -> dict[str, int]:
        """What was answered, by item; a skipped question is not in it."""
        found = {item.code: self.cleaned_data.get(item.code) for item in self.instrument.items}
        return {code: value for code, value in found.items() if value is not None}

    def questions(self) -> Iterator[Question]:
        """Each question as the page shows it."""
        for item in self.instrument.items:
            field = self[item.code]
            chosen = str(field.value())
            choices = tuple(
                Choice(str(option.value), option.label, str(option.value) == chosen)
                for option in item.options
            )
            yield Question(item=item, field=field, choices=choices)


def _answer_field(item: Item) -> forms.TypedChoiceField:
    message = _("Choose one of the answers to “%(question)s”, or skip it") % {"question": item.text}
    return forms.TypedChoiceField(
        label=item.text,
        choices=[(str(value), str(value)) for value in item.values],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": message},
    )


class NoteForm(forms.Form):
    """A note for one's own eyes."""

    text = forms.CharField(
        label=gettext_lazy("Your note"),
        help_text=gettext_lazy(
            "Only you can read it. Write nothing about a case, a victim or a suspect."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write something before you save the note")},
    )


WEEKDAYS = (
    (1, gettext_lazy("Monday")),
    (2, gettext_lazy("Tuesday")),
    (3, gettext_lazy("Wednesday")),
    (4, gettext_lazy("Thursday")),
    (5, gettext_lazy("Friday")),
    (6, gettext_lazy("Saturday")),
    (7, gettext_lazy("Sunday")),
)


class ReminderForm(forms.Form):
    """Whether to be reminded, and on which day."""

    cadence = forms.ChoiceField(
        label=gettext_lazy("Remind me"),
        choices=[(NEVER, gettext_lazy("Never")), *ReminderChoice.Cadence.choices],
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week, if every week"),
        choices=WEEKDAYS,
        coerce=int,
    )
    day_of_month = forms.TypedChoiceField(
        label=gettext_lazy("Day of the month, if every month"),
        choices=[(day, str(day)) for day in range(1, 29)],
        coerce=int,
    )

    @classmethod
    def showing(cls, choice: ReminderChoice | None) -> "ReminderForm":
        """The form as the person left it."""
        if choice is None:
            return cls(initial={"cadence": NEVER})
        is_weekly = choice.cadence == ReminderChoice.Cadence.WEEKLY
        day = "weekday" if is_weekly else "day_of_month"
        return cls(initial={"cadence": choice.cadence, day: choice.day})

    @property
    def day(self) -> int:
        """The day that belongs to the chosen cadence."""
        is_weekly = self.cleaned_data["cadence"] == ReminderChoice.Cadence.WEEKLY
        day: int = self.cleaned_data["weekday" if is_weekly else "day_of_month"]
        return day


class PauseForm(forms.Form):
    """Until when to be left in peace."""

    until = DateField(
        label=gettext_lazy("Pause until"),
        help_text=gettext_lazy("The day on which it goes on, for example 27 3 2027"),
        error_messages={"required": gettext_lazy("Enter the day on which it goes on")},
    )

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        """The day, which must be ahead."""
        until: date = self.cleaned_data["until"]
        if until <= self.today:
            raise ValidationError(_("The day on which it goes on must be after today"))
        return until


class ConfirmForm(forms.Form):
    """A plain yes to what cannot be taken back."""

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"] = forms.BooleanField(
            label=label,
            error_messages={"required": _("Tick the box to show that you are sure")},
        )


class LeaveForm(forms.Form):
    """Whether what was answered so far stays in one's own history."""

    erase = forms.TypedChoiceField(
        label=gettext_lazy("What should happen to what you have answered so far?"),
        choices=[
            ("keep", gettext_lazy("Keep it in my own history, for my eyes only")),
            ("erase", gettext_lazy("Erase it for good")),
        ],
        coerce=lambda chosen: chosen == "erase",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether to keep or to erase it")},
    )
