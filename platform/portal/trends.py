"""Wellbeing trends: which places a person may look at, and what is published of each."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.spreadsheets import Cell, csv_response
from disclosure.figures import Measure
from organisation.models import Node
from portal.trend_page import FigureRow, TrendPage, trend_page
from portal.trend_places import place_list, trend_place
from wellbeing.policies import may_see_trends, may_write_trend_notes
from wellbeing.selectors.trends import FIRST_MEASURE, trend_measures, trend_of


class MeasureForm(forms.Form):
    """Which figure is shown."""

    measure = forms.ChoiceField(label=gettext_lazy("Figure"))

    def __init__(self, measures: tuple[Measure, ...], shown: Measure) -> None:
        super().__init__(initial={"measure": shown.code})
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared so above
        field.choices = [(measure.code, measure.label) for measure in measures]


@require_safe
def trends(request: SignedInRequest) -> HttpResponse:
    """The places that the person may look at, in the order of the tree and with no figure."""
    if not may_see_trends(request.user):
        raise PermissionDenied
    return render(request, "portal/trends.html", {"places": place_list(request.user)})


@require_safe
def trend(request: SignedInRequest, slug: str) -> HttpResponse:
    """One place's figures as finding, chart and table."""
    place = trend_place(request.user, slug)
    measures = trend_measures()
    measure = _asked_for(request, measures)
    context = {
        "place": place,
        "page": trend_page(request.user, place, trend_of(place.pk, measure)),
        "measure": measure,
        "measure_form": MeasureForm(measures, measure),
        "may_write": may_write_trend_notes(request.user, place),
    }
    return render(request, "portal/trend.html", context)


@require_safe
def figures(request: SignedInRequest, slug: str) -> HttpResponse:
    """The numbers of the page, for a spreadsheet."""
    place = trend_place(request.user, slug)
    measure = _asked_for(request, trend_measures())
    page = trend_page(request.user, place, trend_of(place.pk, measure))
    return csv_response(
        f"wellbeing-{place.slug}.csv", _header(measure), _lines(place, measure, page)
    )


@require_safe
def guide(request: SignedInRequest) -> HttpResponse:
    """How to read a chart, and what not to do with it."""
    if not may_see_trends(request.user):
        raise PermissionDenied
    return render(request, "portal/trends_guide.html")


@require_safe
def how_we_know(request: SignedInRequest) -> HttpResponse:
    """Why no figure can show one person's answers, for everyone who is asked for them."""
    return render(request, "portal/how_we_know.html")


def _asked_for(request: SignedInRequest, measures: tuple[Measure, ...]) -> Measure:
    code = request.GET.get("measure", FIRST_MEASURE)
    for measure in measures:
        if measure.code == code:
            return measure
    raise Http404


def _header(measure: Measure) -> list[Cell]:
    return [
        _("Place"),
        _("Figure"),
        _("Month"),
        _("Role"),
        _("Mean, 0 to 100"),
        _("95% range"),
        _("People"),
        _("Response"),
        *(str(band.label) for band in measure.bands),
    ]


def _lines(place: Node, measure: Measure, page: TrendPage) -> Iterator[list[Cell]]:
    for row in page.rows:
        if row.figure:
            yield [place.name, measure.label, row.label, _("Everyone"), *_cells(row)]
    for row in page.roles:
        yield [place.name, measure.label, page.latest, row.label, *_cells(row)]


def _cells(row: FigureRow) -> list[Cell]:
    return [
        row.figure,
        row.spread,
        row.people,
        row.response,
        *(share for _band, share in row.by_band),
    ]
