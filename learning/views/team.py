"""The team's learning, for supervisors and managers over their own line."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.spreadsheets import Cell, csv_response, xlsx_response
from learning.forms import TeamFilterForm
from learning.selectors.markings import marking_of_team_list, marking_of_team_page
from learning.selectors.team import TeamFilters, TeamLearning, team_learning
from organisation.policies import may_see_team_learning

PEOPLE_A_PAGE = 25


def _header() -> tuple[str, ...]:
    return _("Name"), _("Team"), _("Module or page"), _("State"), _("Due"), _("Completed")


def _filtered(request: SignedInRequest) -> tuple[TeamLearning, TeamFilterForm]:
    if not may_see_team_learning(request.user):
        raise PermissionDenied
    form = TeamFilterForm(request.GET)
    found = team_learning(request.user, form.filters, timezone.localdate())
    form.offer(found.teams, found.modules)
    return found, form


@require_safe
def team(request: SignedInRequest) -> HttpResponse:
    """Each person with what is overdue, due, begun and done."""
    found, form = _filtered(request)
    page = Paginator(found.people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "marked": marking_of_team_page(found),
        "form": form,
        "page": page,
        "people": len(found.people),
        "overdue": found.count("overdue"),
        "due": found.count("due"),
        "narrowed": form.filters != TeamFilters(),
    }
    return render(request, "learning/team.html", context)


@require_safe
def team_csv(request: SignedInRequest) -> HttpResponse:
    """The same list for a spreadsheet, a line for each person and module."""
    found, _form = _filtered(request)
    marking = marking_of_team_list(found).get_marking_display
    return csv_response("team-learning.csv", _header(), _rows(found), marking=marking)


@require_safe
def team_xlsx(request: SignedInRequest) -> HttpResponse:
    """The same list as a workbook."""
    found, _form = _filtered(request)
    marking, title = marking_of_team_list(found).get_marking_display, _("Team learning")
    return xlsx_response("team-learning.xlsx", title, _header(), _rows(found), marking=marking)


def _rows(found: TeamLearning) -> Iterator[tuple[Cell, ...]]:
    for person in found.people:
        if not person.items:
            yield person.name, person.team, "", _("Nothing yet"), "", ""
        for item in person.items:
            yield (
                person.name,
                person.team,
                item.module.title,
                item.label,
                item.due_on or "",
                item.completed_on or "",
            )
