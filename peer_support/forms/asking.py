"""What a person says when they ask for support: ticks and choices alone, no words about a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from peer_support.asked import Asked
from peer_support.forms.avoiding import somebody_else
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import SupportRequest
from peer_support.vocabulary import (
    DAYS,
    PARTS,
    SLOT_CODES,
    ForceWish,
    Gender,
    Language,
    Mode,
    Topic,
)

TOPICS = [(topic.value, topic.label) for topic in Topic]
GENDERS = [
    ("", _("I don’t mind")),
    *((one.value, one.label) for one in Gender if one != Gender.NOT_SAID),
]
RANK_GAPS = [
    ("", _("I don’t mind")),
    ("0", _("The same rank as mine")),
    ("1", _("At most one rank above or below mine")),
    ("2", _("At most two ranks above or below mine")),
]
URGENCIES = [
    (SupportRequest.Urgency.ROUTINE, _("In the next days")),
    (SupportRequest.Urgency.URGENT, _("As soon as possible")),
]

WISHES = (
    "language",
    "gender_wish",
    "force_wish",
    "rank_gap_most",
    "own_team_allowed",
    "avoid_email",
)
NOT_WISHED = frozenset({"", None, False, Language.ENGLISH.value})


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic on the page, with the tick that a supporter must be trained in it."""

    number: int
    code: str
    label: "str | Promise"
    is_ticked: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class SlotCell:
    """One part of a day in the table of times."""

    code: str
    label: "str | Promise"
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in the table of times."""

    label: "str | Promise"
    cells: tuple[SlotCell, ...]


class AskForm(forms.Form):
    """One page, short enough for a phone; everything under "wishes" can be left as it is."""

    topics = forms.MultipleChoiceField(choices=TOPICS, required=False)
    required_topics = forms.MultipleChoiceField(choices=TOPICS, required=False)
    urgency = forms.ChoiceField(
        label=_("How soon?"),
        help_text=_(
            "Whoever is asked has 24 working hours to answer; 4 if it is as soon as possible. "
            "Working hours are 8am to 6pm, Monday to Friday."
        ),
        choices=URGENCIES,
        initial=SupportRequest.Urgency.ROUTINE,
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(
        label=_("How would you like to talk?"),
        choices=Mode,
        initial=Mode.REMOTE,
        widget=forms.RadioSelect,
    )
    any_time = forms.BooleanField(
        label=_("Any time: we will find one together"),
        required=False,
    )
    slots = forms.MultipleChoiceField(choices=[(code, code) for code in SLOT_CODES], required=False)
    language = forms.ChoiceField(
        label=_("In which language?"), choices=Language, initial=Language.ENGLISH
    )
    gender_wish = forms.ChoiceField(
        label=_("Whom would you rather talk with?"),
        choices=GENDERS,
        required=False,
        widget=forms.RadioSelect,
    )
    gender_is_required = forms.BooleanField(
        label=_("It must be so, even if it takes longer"), required=False
    )
    force_wish = forms.ChoiceField(
        label=_("From your own force, or from another?"),
        choices=ForceWish,
        required=False,
        widget=forms.RadioSelect,
    )
    force_is_required = forms.BooleanField(
        label=_("It must be so, even if it takes longer"), required=False
    )
    rank_gap_most = forms.TypedChoiceField(
        label=_("How near to you in rank?"),
        choices=RANK_GAPS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    own_team_allowed = forms.BooleanField(
        label=_("Somebody from my own team is fine too"),
        help_text=_("Otherwise nobody of your team, now or in the last 12 months, is asked."),
        required=False,
    )
    avoid_email = forms.EmailField(
        label=_("Is there somebody to avoid? Their work email address"),
        help_text=_(
            "They are put on your list of people to avoid. Nobody is told. You can name "
            "more people on that list at any time."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    accept = forms.BooleanField(
        label=_("I have read what stays between us, and what cannot"),
        error_messages={"required": _("Tick to say that you have read what stays between you")},
    )
    limits_version = forms.IntegerField(widget=forms.HiddenInput)

    # The remaining options are those of every form.
    def __init__(self, owner: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    @classmethod
    def to_read_again(cls, sent: "AskForm") -> "AskForm":
        """Return a form with all that was sent but the agreement: the limits have changed."""
        kept = {name: sent[name].value() for name in sent.fields if name != "accept"}
        return cls(sent.owner, initial=kept | {"limits_version": current_limits().version})

    def saw_current_limits(self) -> bool:
        """Whether what was sent comes from a page with the limits of today."""
        shown: str | None = self["limits_version"].value()
        return shown == str(current_limits().version)

    def clean_avoid_email(self) -> User | None:
        """Turn the address, if there is one, into a person."""
        email = self.cleaned_data["avoid_email"]
        return somebody_else(self.owner, email) if email else None

    def clean(self) -> dict[str, Any]:
        """Leave out a "must be" that nothing was wished for, and turn "any time" into times."""
        cleaned: dict[str, Any] = super().clean() or {}
        topics = cleaned.get("topics", [])
        required = [code for code in cleaned.get("required_topics", []) if code in topics]
        for wish, must in (
            ("gender_wish", "gender_is_required"),
            ("force_wish", "force_is_required"),
        ):
            cleaned[must] = bool(cleaned.get(wish) and cleaned.get(must))
        if not cleaned.get("any_time") and not cleaned.get("slots"):
            self.add_error("any_time", _("Tick “Any time”, or at least one time that suits you"))
        slots = SLOT_CODES if cleaned.get("any_time") else tuple(cleaned.get("slots", []))
        return cleaned | {"required_topics": required, "slots": slots}

    def topic_rows(self) -> Iterator[TopicRow]:
        """Each topic with its two ticks."""
        ticked, required = self._ticked("topics"), self._ticked("required_topics")
        for number, (code, label) in enumerate(TOPICS):
            yield TopicRow(number, code, label, code in ticked, code in required)

    def day_rows(self) -> Iterator[DayRow]:
        """Each day with its three parts."""
        ticked = self._ticked("slots")
        for day, words in DAYS:
            codes = ((f"{day}_{part}", when) for part, when in PARTS)
            yield DayRow(words, tuple(SlotCell(code, when, code in ticked) for code, when in codes))

    def part_labels(self) -> tuple["str | Promise", ...]:
        """The headings of the table of times."""
        return tuple(when for _part, when in PARTS)

    @property
    def has_wishes(self) -> bool:
        """Whether anything was said, or refused, in the part that is closed at first."""
        return any(self[name].errors or self[name].value() not in NOT_WISHED for name in WISHES)

    def asked(self) -> Asked:
        """Return the answers as the service takes them."""
        cleaned = self.cleaned_data
        return Asked(
            slots=tuple(cleaned["slots"]),
            topics=tuple(cleaned["topics"]),
            required_topics=tuple(cleaned["required_topics"]),
            mode=cleaned["mode"],
            language=cleaned["language"],
            urgency=cleaned["urgency"],
            gender_wish=cleaned["gender_wish"],
            gender_is_required=cleaned["gender_is_required"],
            force_wish=cleaned["force_wish"],
            force_is_required=cleaned["force_is_required"],
            rank_gap_most=cleaned["rank_gap_most"],
            own_team_allowed=cleaned["own_team_allowed"],
        )

    def _ticked(self, name: str) -> frozenset[str]:
        return frozenset(self[name].value() or ())
