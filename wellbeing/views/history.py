"""A person's own history: on a page, and as files to take away."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.spreadsheets import csv_response
from wellbeing.history_charts import sections_of
from wellbeing.selectors.own_export import own_answers_export
from wellbeing.selectors.own_history import own_history
from wellbeing.views.own_page import own_page


@own_page
@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Charts, the same numbers in tables, and the notes by month."""
    found = own_history(request.user)
    context = {
        "sections": sections_of(found.series),
        "months_with_notes": [month for month in found.months if month.notes],
        "has_anything": bool(found.months),
    }
    return render(request, "wellbeing/history.html", context)


@own_page
@recent_sign_in_required
@require_safe
def answers_csv(request: SignedInRequest) -> HttpResponse:
    """Each answer on a line, for a spreadsheet."""
    header, *rows = own_answers_export(request.user).table
    return csv_response("my-answers.csv", header, rows)


@own_page
@recent_sign_in_required
@require_safe
def answers_json(request: SignedInRequest) -> HttpResponse:
    """Everything that is kept, notes and choices included."""
    text = json.dumps(own_answers_export(request.user).document, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-answers.json"'
    return response
