"""Invented forms and lists with which the style guide shows each component."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.charts import Guide, GuideKind, LineChart, Marker, NumberedMark, Reading, line_chart
from core.forms import DateField

FORCES = (("", _("Choose a force")), ("north", _("North")), ("south", _("South")))
CONFIDENCE = (
    ("low", _("Not confident")),
    ("some", _("Fairly confident")),
    ("high", _("Confident")),
)
TOPICS = (("law", _("The law")), ("disclosure", _("Disclosure")), ("care", _("Care of victims")))


class ExampleForm(forms.Form):
    """One field for each kind of control."""

    full_name = forms.CharField(label=_("Full name"), max_length=60)
    email = forms.EmailField(label=_("Email address"), help_text=_("We use it only to sign you in"))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=90,
        widget=forms.NumberInput({"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    started_on = DateField(label=_("Start date"), help_text=_("For example, 27 3 2026"))
    force = forms.ChoiceField(label=_("Force"), choices=FORCES)
    confidence = forms.ChoiceField(
        label=_("How confident are you?"), choices=CONFIDENCE, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=TOPICS, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("Do not include case details"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    people_file = forms.FileField(label=_("File of people"), help_text=_("CSV or XLSX"))
    agree = forms.BooleanField(label=_("I have read the guidance"))
    source = forms.CharField(widget=forms.HiddenInput, initial="styleguide")

    def clean(self) -> dict[str, Any] | None:
        """Always one message that belongs to no field, so that the page can show it."""
        if self.is_bound:
            self.add_error(None, _("The form could not be saved. Your answers are still here"))
        return super().clean()


class ExampleFilter(forms.Form):
    """What a list is narrowed by."""

    topic = forms.MultipleChoiceField(
        label=_("Topic"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(label=_("Words"), required=False)


def _refused_form() -> ExampleForm:
    """Every field in its error state, some of them filled in wrongly."""
    wrong = {
        "refused-email": "not-an-address",
        "refused-minutes": "900",
        "refused-started_on_day": "31",
        "refused-source": "styleguide",
    }
    return ExampleForm(wrong, prefix="refused")


def _tasks() -> list[dict[str, Any]]:  # titles and states are text, hints may be missing
    return [
        {
            "title": _("What consent means"),
            "status_text": _("Done"),
            "status": "done",
            "href": "#tasks",
        },
        {
            "title": _("First account"),
            "status_text": _("In progress"),
            "status": "in_progress",
            "href": "#tasks",
            "hint": _("About 15 minutes"),
        },
        {"title": _("Quiz"), "status_text": _("Cannot start yet"), "status": "not_started"},
    ]


def _events(today: date) -> list[dict[str, Any]]:
    return [
        {"title": _("Published"), "at": today, "by": _("by an approver"), "text": _("Version 2")},
        {"title": _("Drafted"), "at": today - timedelta(days=9), "text": _("First draft")},
    ]


def _facts() -> list[dict[str, Any]]:
    return [
        {"key": _("Name"), "value": _("Alex Example"), "href": "#summary", "action": _("Change")},
        {"key": _("Force"), "value": _("Demo force"), "href": "#summary", "action": _("Change")},
        {"key": _("Joined"), "value": _("3 March 2026")},
    ]


def _chart() -> LineChart:
    """A line with a gap, a value at its bound, one that stands out, limits and a note."""
    readings = [
        Reading(label=f"{2014 + place}", value=value)
        for place, value in enumerate((52, 55, 51, None, 58, 62, 60))
    ]
    readings += [
        Reading("2021", 20, words=str(_("20 or lower")), marker=Marker.BOUND),
        Reading("2022", 81, stands_out=True),
        Reading("2023", 63),
    ]
    return line_chart(
        readings,
        name="example-chart",
        title=str(_("Worth a look: 2022 is above the usual range")),
        description=str(_("Invented figures from 2014 to 2023, with none for 2017.")),
        guides=(
            Guide(57, GuideKind.MEAN, str(_("Mean: 57"))),
            Guide(75, GuideKind.LIMIT, str(_("Usual range: 39 to 75"))),
            Guide(39, GuideKind.LIMIT, ""),
        ),
        marks=(NumberedMark(5, 1),),
    )


STATUSES = (
    (_("Done"), "done"),
    (_("In progress"), "in_progress"),
    (_("Due 3 March"), "due"),
    (_("Overdue"), "overdue"),
    (_("Not started"), "not_started"),
    (_("Demo content"), "demo"),
    (_("Information"), "info"),
)


def styleguide_context(request: HttpRequest) -> dict[str, Any]:
    """All that the page shows; the lists are invented and saved nowhere."""
    number = request.GET.get("page", "3")
    return {
        "crumbs": [(_("Home"), "/"), (_("Style guide"), "/styleguide/")],
        "plain_form": ExampleForm(prefix="plain"),
        "refused_form": _refused_form(),
        "filter_form": ExampleFilter(request.GET or None),
        "page_of_list": Paginator(range(200), 10).get_page(number),
        "chart": _chart(),
        "statuses": STATUSES,
        "facts": _facts(),
        "tasks": _tasks(),
        "events": _events(date(2026, 3, 27)),
    }
