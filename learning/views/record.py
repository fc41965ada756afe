"""A person's own learning record, on the page and to take away."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.spreadsheets import Cell, csv_response
from learning.certificate_codes import grouped
from learning.pdf.record import record_sheet
from learning.pdf.sheets import pdf_response
from learning.selectors.record import completions_of, own_items
from learning.standing import Item, State


def _open_items(request: SignedInRequest) -> list[Item]:
    items = own_items(request.user, timezone.localdate())
    return [item for item in items if item.state is not State.DONE]


@require_safe
def record(request: SignedInRequest) -> HttpResponse:
    """What is due, what is begun, and everything that was completed."""
    items = _open_items(request)
    context = {
        "due": [item for item in items if item.due_on],
        "in_progress": [item for item in items if not item.due_on],
        "completions": completions_of(request.user),
    }
    return render(request, "learning/record.html", context)


@require_safe
def record_csv(request: SignedInRequest) -> HttpResponse:
    """The record for a spreadsheet."""
    header = (_("Module"), _("State"), _("Due"), _("Completed"), _("Version"), _("Certificate"))
    return csv_response("learning-record.csv", header, _rows(request))


def _rows(request: SignedInRequest) -> Iterator[tuple[Cell, ...]]:
    for completion in completions_of(request.user):
        yield (
            completion.module_title,
            _("Done"),
            "",
            completion.completed_on,
            completion.version_label,
            grouped(completion.verification_code),
        )
    for item in _open_items(request):
        yield item.module.title, item.label, item.due_on or "", "", "", ""


@require_safe
def record_pdf(request: SignedInRequest) -> HttpResponse:
    """The record on paper."""
    sheet = record_sheet(
        name=request.user.get_full_name(),
        completions=completions_of(request.user),
        open_items=_open_items(request),
        today=timezone.localdate(),
    )
    return pdf_response(sheet, "learning-record.pdf")
