"""A person's own learning record, on the page and to take away."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.spreadsheets import Cell, csv_response
from learning.certificate_codes import grouped
from learning.models import Confirmation
from learning.pdf.record import done_in_words, record_sheet
from learning.pdf.sheets import pdf_response
from learning.selectors.confirming import ToConfirm, changes_to_confirm, confirmations_of
from learning.selectors.markings import Marked, marking_of_record
from learning.selectors.record import KeptCompletion, completions_of, own_items
from learning.standing import Item, State


@dataclass(frozen=True)
class Everything:
    """All that is in the record."""

    open_items: list[Item]
    completions: list[KeptCompletion]
    confirmations: list[Confirmation]
    to_confirm: list[ToConfirm]

    @property
    def marked(self) -> Marked:
        """The highest marking of all that it names."""
        return marking_of_record(
            self.completions, self.confirmations, self.open_items, self.to_confirm
        )


def _everything_of(request: SignedInRequest) -> Everything:
    person = request.user
    return Everything(
        open_items=_open_items(request),
        completions=completions_of(person),
        confirmations=confirmations_of(person),
        to_confirm=changes_to_confirm(person, timezone.localdate()),
    )


def _open_items(request: SignedInRequest) -> list[Item]:
    items = own_items(request.user, timezone.localdate())
    return [item for item in items if item.state is not State.DONE]


@require_safe
def record(request: SignedInRequest) -> HttpResponse:
    """What is due, what is begun, and everything that was completed or confirmed."""
    kept = _everything_of(request)
    context = {
        "marked": kept.marked,
        "due": [item for item in kept.open_items if item.due_on],
        "in_progress": [item for item in kept.open_items if not item.due_on],
        "completions": kept.completions,
        "to_confirm": kept.to_confirm,
        "confirmations": kept.confirmations,
    }
    return render(request, "learning/record.html", context)


@require_safe
def record_csv(request: SignedInRequest) -> HttpResponse:
    """The record for a spreadsheet."""
    header = (
        _("Module or page"),
        _("State"),
        _("Due"),
        _("Completed"),
        _("Version"),
        _("Certificate"),
    )
    found = _everything_of(request)
    marking = found.marked.get_marking_display
    return csv_response("learning-record.csv", header, _rows(found), marking=marking)


def _rows(found: Everything) -> Iterator[tuple[Cell, ...]]:
    for kept in found.completions:
        completion = kept.completion
        yield (
            completion.module_title,
            done_in_words(kept),
            "",
            completion.completed_on,
            completion.version_label,
            grouped(completion.verification_code),
        )
    for done in found.confirmations:
        version = done.version
        yield version.title, _("Read and confirmed"), "", done.confirmed_on, version.number, ""
    for item in found.open_items:
        yield item.module.title, item.label, item.due_on or "", "", "", ""
    for change in found.to_confirm:
        yield change.title, change.label, change.due_on, "", "", ""


@require_safe
def record_pdf(request: SignedInRequest) -> HttpResponse:
    """The record on paper."""
    items = _open_items(request)
    completions, confirmations = completions_of(request.user), confirmations_of(request.user)
    sheet = record_sheet(
        name=request.user.get_full_name(),
        completions=completions,
        confirmations=confirmations,
        open_items=items,
        today=timezone.localdate(),
        marking=marking_of_record(completions, confirmations, items).get_marking_display,
    )
    return pdf_response(sheet, "learning-record.pdf")
