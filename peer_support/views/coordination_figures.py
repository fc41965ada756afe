"""The coordinator's figures: what to expect in the next weeks, and what has been published."""

from collections.abc import Iterator

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.spreadsheets import Cell, csv_response
from disclosure.figures import Measure
from organisation.models import Node
from peer_support.forecasting import LEAST_ARRIVALS, WEEKS_AHEAD
from peer_support.group_figures import measures
from peer_support.selectors.forecast import capacity_forecast
from peer_support.selectors.statistics import measure_called, published_rows
from peer_support.views.coordination import coordinated_force
from peer_support.views.private import peer_support_page


class MeasureForm(forms.Form):
    """Which figure is shown."""

    measure = forms.ChoiceField(label=gettext_lazy("Figure"))

    def __init__(self, shown: Measure) -> None:
        super().__init__(initial={"measure": shown.code})
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared so above
        field.choices = [(measure.code, measure.label) for measure in measures()]


@peer_support_page
@require_safe
def forecast(request: SignedInRequest) -> HttpResponse:
    """Requests to expect against places, eight weeks ahead, by topic and region."""
    force = coordinated_force(request)
    context = {
        "force": force,
        "page": capacity_forecast(force, timezone.now()),
        "weeks_ahead": WEEKS_AHEAD,
        "least": LEAST_ARRIVALS,
    }
    return render(request, "peer_support/coordination_forecast.html", context)


@peer_support_page
@require_safe
def statistics(request: SignedInRequest) -> HttpResponse:
    """The published figures of the force and of what is above it."""
    force, measure = coordinated_force(request), _asked_for(request)
    context = {
        "force": force,
        "measure": measure,
        "measure_form": MeasureForm(measure),
        "rows": published_rows(force, measure),
    }
    return render(request, "peer_support/coordination_statistics.html", context)


@peer_support_page
@require_safe
def statistics_csv(request: SignedInRequest) -> HttpResponse:
    """The same published figures, for a spreadsheet; what is hidden has no line."""
    force, measure = coordinated_force(request), _asked_for(request)
    header: list[Cell] = [
        _("Place"),
        _("Figure"),
        _("Month"),
        _("Mean, 0 to 100"),
        _("95% range"),
        _("People"),
    ]
    return csv_response(f"peer-support-{force.slug}.csv", header, _lines(force, measure))


def _asked_for(request: SignedInRequest) -> Measure:
    measure = measure_called(request.GET.get("measure", ""))
    if measure is None:
        raise Http404
    return measure


def _lines(force: Node, measure: Measure) -> Iterator[list[Cell]]:
    for row in published_rows(force, measure):
        if row.figure:
            yield [row.place, str(measure.label), row.month, row.figure, row.spread, row.people]
