"""One form a question: it keeps whatever was chosen, and says what is missing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Pillar
from learning.quiz import Answer, Option, Question, QuestionKind
from learning.selectors.team import TeamFilters
from learning.services.quiz import REFLECTION_LENGTH

NO_CASE_DETAILS = gettext_lazy(
    "Only you can read this. It is not marked. Do not include case details: "
    "no names, places, dates or reference numbers."
)


class QuestionForm(forms.Form):
    """What every kind of question can do; typed() is what stands on the page, valid or not."""

    def __init__(
        self,
        question: Question,
        options: tuple[Option, ...],
        answer: Answer,
        # Django's own type for what was posted.
        data: Any = None,
    ) -> None:
        self.question = question
        self.options = options
        super().__init__(data=data, initial=self.initial_for(answer))
        self.add_fields()

    def initial_for(self, answer: Answer) -> dict[str, Any]:
        """The stored answer as the fields show it."""
        raise NotImplementedError

    def add_fields(self) -> None:
        """Add the question's fields."""
        raise NotImplementedError

    def typed(self) -> dict[str, int]:
        """The answer as it was posted, as far as it names options of the question."""
        raise NotImplementedError


class SingleForm(QuestionForm):
    """One answer."""

    def initial_for(self, answer: Answer) -> dict[str, Any]:
        return {"answer": next(iter(answer), None)}

    def add_fields(self) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label=self.question.text,
            choices=[(option.id, option.text) for option in self.options],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one answer.")},
        )

    def typed(self) -> dict[str, int]:
        chosen = self.data.get("answer")
        return {option.id: 1 for option in self.options if option.id == chosen}


class MultipleForm(QuestionForm):
    """Several answers."""

    def initial_for(self, answer: Answer) -> dict[str, Any]:
        return {"answer": list(answer)}

    def add_fields(self) -> None:
        self.fields["answer"] = forms.MultipleChoiceField(
            label=self.question.text,
            help_text=_("Choose all that apply."),
            choices=[(option.id, option.text) for option in self.options],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one answer.")},
        )

    def typed(self) -> dict[str, int]:
        chosen = set(
            self.fields["answer"].widget.value_from_datadict(self.data, {}, "answer") or []
        )
        return {option.id: 1 for option in self.options if option.id in chosen}


class OrderForm(QuestionForm):
    """A place for each step, chosen from a list, so that no step has to be dragged."""

    def initial_for(self, answer: Answer) -> dict[str, Any]:
        return {_name(option_id): place for option_id, place in answer.items()}

    def add_fields(self) -> None:
        places = [("", _("Choose a place"))]
        places += [(str(place), str(place)) for place in range(1, len(self.options) + 1)]
        for option in self.options:
            self.fields[_name(option.id)] = forms.ChoiceField(
                label=option.text,
                choices=places,
                error_messages={"required": _("Choose a place for “%s”.") % option.text},
            )

    def typed(self) -> dict[str, int]:
        found = {}
        for option in self.options:
            place = self.data.get(_name(option.id), "")
            if place.isdecimal() and 1 <= int(place) <= len(self.options):
                found[option.id] = int(place)
        return found

    def clean(self) -> dict[str, Any]:
        """Two steps cannot stand in one place."""
        cleaned = super().clean() or {}
        taken: set[str] = set()
        for option in self.options:
            place = cleaned.get(_name(option.id), "")
            if place and place in taken:
                message = _("Place %(place)s is taken. Choose another for “%(step)s”.")
                self.add_error(_name(option.id), message % {"place": place, "step": option.text})
            taken.add(place)
        return cleaned


class ReflectionForm(forms.Form):
    """Something written for oneself."""

    def __init__(self, question: Question, text: str, data: Any = None) -> None:
        super().__init__(data=data, initial={"answer": text})
        self.fields["answer"] = forms.CharField(
            label=question.text,
            help_text=NO_CASE_DETAILS,
            required=False,
            max_length=REFLECTION_LENGTH,
            widget=forms.Textarea({"rows": 6}),
        )


class ConfirmForm(forms.Form):
    """The one question of a change; without one, nothing but the button."""

    def __init__(self, question: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data=data)
        if question:
            self.fields["answer"] = forms.ChoiceField(
                label=question["text"],
                choices=[(answer["id"], answer["text"]) for answer in question["answers"]],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose one answer."),
                    "invalid_choice": _("Choose one of the answers that stand here."),
                },
            )

    @property
    def answer(self) -> str:
        """What was chosen."""
        return str(self.cleaned_data.get("answer", ""))


class PillarForm(forms.Form):
    """Narrows the list of modules to one pillar."""

    by = forms.ChoiceField(
        label=gettext_lazy("Pillar"),
        choices=[("", gettext_lazy("All pillars")), *Pillar.choices],
        required=False,
    )

    @property
    def pillar(self) -> Pillar | None:
        """The chosen pillar; None for all, and for what is none."""
        chosen = self.cleaned_data.get("by") if self.is_valid() else ""
        return Pillar(chosen) if chosen else None


class CodeForm(forms.Form):
    """The code printed on a certificate."""

    code = forms.CharField(
        label=gettext_lazy("Code on the certificate"),
        help_text=gettext_lazy("20 letters and numbers, for example 1A2B3-C4D5E-6F7G8-H9J0K."),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the code on the certificate.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class TeamFilterForm(forms.Form):
    """Narrows the team's list; a value that is not on offer finds nobody."""

    team = forms.CharField(label=gettext_lazy("Team"), required=False, widget=forms.Select)
    module = forms.CharField(
        label=gettext_lazy("Module or changed page"), required=False, widget=forms.Select
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All states")),
            ("overdue", gettext_lazy("Overdue")),
            ("due", gettext_lazy("Due")),
            ("in_progress", gettext_lazy("In progress")),
            ("done", gettext_lazy("Done")),
        ],
    )

    @property
    def filters(self) -> TeamFilters:
        """What was chosen; a state that does not exist is no filter."""
        self.is_valid()
        chosen = self.cleaned_data
        return TeamFilters(
            team=chosen.get("team", ""),
            module=chosen.get("module", ""),
            state=chosen.get("state", ""),
        )

    def offer(self, teams: list[tuple[str, str]], modules: list[tuple[str, str]]) -> None:
        """Fill the lists, once it is known what there is."""
        self.fields["team"].widget.choices = [("", _("All teams")), *teams]
        self.fields["module"].widget.choices = [("", _("All modules and pages")), *modules]


FORMS: dict[QuestionKind, type[QuestionForm]] = {
    QuestionKind.SINGLE: SingleForm,
    QuestionKind.MULTIPLE: MultipleForm,
    QuestionKind.ORDER: OrderForm,
}


def _name(option_id: str) -> str:
    return f"place-{option_id}"
