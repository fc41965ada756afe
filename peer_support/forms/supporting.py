"""What supporters say of themselves, and how they pause, leave and accept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from core.plain_text_field import PlainTextField
from peer_support.limits import LEAST_CAPACITY, MOST_CAPACITY, USUAL_CAPACITY
from peer_support.models import Supporter
from peer_support.profiles import Profile
from peer_support.vocabulary import DAYS, PARTS, SLOT_CODES, Gender, Language, Mode, Topic

LONGEST_MOTIVATION = 1_000
LONGEST_ALIAS = 40


@dataclass(frozen=True, slots=True)
class TimeTick:
    """One part of a day in the table of times."""

    code: str
    words: str
    is_ticked: bool


class ProfileForm(forms.Form):
    """One supporter; everything can be changed later."""

    alias = PlainTextField(
        label=_("Name on your card"),
        help_text=_("Your first name, or another name if you would rather."),
        max_length=LONGEST_ALIAS,
        one_line=True,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": _("Enter the name that stands on your card")},
    )
    modes = forms.MultipleChoiceField(
        label=_("How would you meet?"),
        choices=Mode,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to meet")},
    )
    slots = forms.MultipleChoiceField(
        label=_("When are you usually free?"),
        help_text=_("Choose at least one. Only people who are free at the same time are asked."),
        choices=[(code, code) for code in SLOT_CODES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one time: without one nobody could ever be matched")
        },
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages can you listen?"),
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
        initial=[Language.ENGLISH.value],
        error_messages={"required": _("Choose at least one language")},
    )
    gender = forms.ChoiceField(
        label=_("How do you describe yourself?"),
        help_text=_("Some people would rather talk to a woman, or to a man."),
        choices=Gender,
        widget=forms.RadioSelect,
        initial=Gender.NOT_SAID.value,
    )
    capacity = forms.TypedChoiceField(
        label=_("How many people would you support at once, at most?"),
        help_text=_("After you take somebody on, nobody new is offered to you for a week."),
        choices=[(number, str(number)) for number in range(LEAST_CAPACITY, MOST_CAPACITY + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        initial=USUAL_CAPACITY,
    )
    wished_topics = forms.MultipleChoiceField(
        label=_("Which topics would you like to be trained in?"),
        help_text=_(
            "A wish, nothing more. A topic counts once your training in it has been recorded."
        ),
        choices=Topic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lived_counts = forms.BooleanField(
        label=_("Let my own experience count when people are matched"),
        help_text=_("It is kept locked and never shown to anyone but you, not even as a hint."),
        required=False,
    )
    lived = forms.MultipleChoiceField(
        label=_("What have you been through yourself?"),
        choices=Topic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """Let nobody tick what they have lived through and leave it open whether it counts."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("lived") and not cleaned.get("lived_counts"):
            self.add_error(
                "lived_counts",
                gettext("Tick that your own experience counts, or take the ticks below away"),
            )
        return cleaned

    @property
    def part_labels(self) -> tuple["str | Promise", ...]:
        """The headings of the table of times."""
        return tuple(words for _code, words in PARTS)

    def days(self) -> Iterator[tuple["str | Promise", list[TimeTick]]]:
        """Each day with its three parts."""
        ticked = frozenset(self["slots"].value() or ())
        for day, words in DAYS:
            yield (
                words,
                [
                    TimeTick(f"{day}_{part}", f"{words} {when}", f"{day}_{part}" in ticked)
                    for part, when in PARTS
                ],
            )

    @property
    def profile(self) -> Profile:
        """What was said, once the form is valid."""
        data = self.cleaned_data
        return Profile(
            alias=data["alias"],
            slots=tuple(data["slots"]),
            gender=data["gender"],
            languages=tuple(data["languages"]),
            modes=tuple(data["modes"]),
            wished_topics=tuple(data["wished_topics"]),
            lived=tuple(data["lived"]),
            lived_counts=data["lived_counts"],
            capacity=data["capacity"],
        )


class ApplyForm(ProfileForm):
    """A profile with the reason for which somebody would like to listen."""

    motivation = PlainTextField(
        label=_("Why would you like to listen to colleagues?"),
        help_text=_(
            "A few sentences. Only the coordinator and the panel read it. No case details, and "
            "nothing about people you have supported."
        ),
        max_length=LONGEST_MOTIVATION,
        error_messages={"required": _("Say in a few sentences why you would like to listen")},
    )

    field_order = ("motivation",)


class PauseForm(forms.Form):
    """A pause needs no reason, and no end."""

    until = DateField(
        label=_("From which day on may we ask you again?"),
        help_text=_("Leave this empty to come back when you say so."),
        required=False,
    )

    def clean_until(self) -> date | None:
        """A day to come."""
        until: date | None = self.cleaned_data["until"]
        if until is not None and until <= timezone.localdate():
            raise ValidationError(gettext("Choose a day to come, or leave this empty"))
        return until


class AcceptForm(forms.Form):
    """The limits of confidentiality, accepted by the version that was shown."""

    accept = forms.BooleanField(
        label=_("I have read what stays between us, and what cannot"),
        error_messages={"required": _("Tick to say that you have read what stays between you")},
    )
    limits_version = forms.IntegerField(widget=forms.HiddenInput)


def profile_initial(supporter: Supporter) -> dict[str, object]:
    """What the form shows at first: the profile as it is."""
    return {
        "alias": supporter.alias,
        "modes": supporter.modes,
        "slots": supporter.slots,
        "languages": supporter.languages,
        "gender": supporter.gender,
        "capacity": supporter.capacity,
        "wished_topics": supporter.wished_topics,
        "lived_counts": supporter.lived_counts,
        "lived": supporter.lived,
    }
