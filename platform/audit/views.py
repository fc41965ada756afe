"""The audit log as its data protection officer reads it; every reading is recorded."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import SignedInRequest
from audit.forms import FindPersonForm, LogFilterForm
from audit.policies import may_read_log
from audit.querysets import AuditEventQuerySet
from audit.selectors import log_of, log_rows
from audit.services import record_reading
from core.spreadsheets import Row, streamed_csv_response

PAGE_SIZE = 50
CHUNK = 1_000


@require_safe
def log(request: SignedInRequest) -> HttpResponse:
    """One page of the log."""
    _check_reader(request)
    return _render_log(request, FindPersonForm(officer=request.user))


@require_POST
def find_person(request: SignedInRequest) -> HttpResponse:
    """Go to the log of one person of the force."""
    _check_reader(request)
    form = FindPersonForm(request.POST, officer=request.user)
    if form.is_valid() and form.person:
        query = urlencode({"person": form.person.public_id})
        return redirect(f"{reverse('audit:log')}?{query}")
    return _render_log(request, form)


@require_safe
def export(request: SignedInRequest) -> StreamingHttpResponse:
    """The same events as a file."""
    _check_reader(request)
    narrowing = LogFilterForm(request.GET).narrowing()
    record_reading(reader=request.user, narrowing=narrowing, action="audit.log_exported", page=0)
    header = [_("Force"), _("Number"), _("When"), _("Who"), _("Act"), _("About"), _("Details")]
    return streamed_csv_response("audit-log.csv", header, _cells(log_of(request.user, narrowing)))


def _check_reader(request: SignedInRequest) -> None:
    if not may_read_log(request.user):
        raise PermissionDenied


def _render_log(request: SignedInRequest, find_form: FindPersonForm) -> HttpResponse:
    form = LogFilterForm(request.GET)
    narrowing = form.narrowing()
    page = Paginator(log_of(request.user, narrowing), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = log_rows(page.object_list)
    record_reading(
        reader=request.user, narrowing=narrowing, action="audit.log_read", page=page.number
    )
    context = {
        "page": page,
        "rows": rows,
        "filter_form": form,
        "find_form": find_form,
        "form": find_form if find_form.is_bound else form,
        "narrowing": narrowing,
    }
    return render(request, "audit/log.html", context)


def _cells(events: AuditEventQuerySet) -> Iterator[Row]:
    """The file's rows, a chunk of names at a time, so that a long log needs little memory."""
    remaining = events.iterator(chunk_size=CHUNK)
    while chunk := list(islice(remaining, CHUNK)):
        for row in log_rows(chunk):
            details = "; ".join(f"{name}: {value}" for name, value in row.details)
            when = row.occurred_at.isoformat(timespec="seconds")
            target = f"{row.target_kind} {row.target_name}".strip()
            yield [row.chain, row.number, when, row.actor, row.action, target, details]
