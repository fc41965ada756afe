"""Pages on which a file of people is uploaded, looked at, and applied or given up."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from core.form_page import FormPage, answer_form
from core.spreadsheets import csv_response, xlsx_response
from organisation.access import own_force
from organisation.forms.imports import UploadForm
from organisation.import_progress import progress_of
from organisation.models import ImportRun, Node
from organisation.people_export import HEADER, export_rows
from organisation.people_files.columns import COLUMNS, EXAMPLE_ROW, NAMES
from organisation.people_files.plan import Outcome
from organisation.services.people_export import record_export
from organisation.services.people_import import apply_people, discard_people, upload_people

ROWS_A_PAGE = 100
RUNS_SHOWN = 10
REFRESH_SECONDS = 2


def imports(request: SignedInRequest) -> HttpResponse:
    """Upload a file; what the columns mean; the latest files."""
    user = request.user
    force = own_force(user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _upload(user, force, form)
        if run is not None:
            return redirect("organisation:import", run.public_id)
    runs = ImportRun.objects.filter(force=force).select_related("uploaded_by")
    context = {
        "force": force,
        "form": form,
        "columns": COLUMNS,
        "runs": runs.order_by("-created_at")[:RUNS_SHOWN],
    }
    return render(request, "organisation/imports.html", context)


def _upload(user: User, force: Node, form: UploadForm) -> ImportRun | None:
    try:
        return upload_people(actor=user, force=force, content=form.cleaned_data["file"].read())
    except DomainError as refusal:
        form.add_error("file", str(refusal.message))
        return None


@require_safe
def import_run(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One file: how far it is, and what each of its rows does or did."""
    run = _run(own_force(request.user), public_id)
    outcome = request.GET.get("outcome", "")
    rows = run.rows.all()
    if outcome in set(Outcome):
        rows = rows.filter(outcome=outcome)
    context = {
        "run": run,
        "done": progress_of(run.public_id, run.total) if run.is_at_work else run.processed,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "outcome": outcome,
        "counts": _counts(run),
    }
    response = render(request, "organisation/import_run.html", context)
    if run.is_at_work:
        # Works without JavaScript, and stops by itself when there is nothing left to wait for.
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


def _counts(run: ImportRun) -> list[tuple[str, str, int]]:
    return [
        (Outcome.ERROR, _("Errors"), run.errors),
        (Outcome.JOINER, _("Joiners"), run.joiners),
        (Outcome.MOVER, _("Movers"), run.movers),
        (Outcome.LEAVER, _("Leavers"), run.leavers),
        (Outcome.UNCHANGED, _("Unchanged"), run.unchanged),
    ]


@recent_sign_in_required
def apply(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Order a checked file to be applied, after a last look at how much it changes.

    A page of its own: whoever is asked for a password on the way comes back to it.
    """
    user = request.user
    run = _run(own_force(user), public_id)
    back = reverse("organisation:import", args=[public_id])
    if run.state != ImportRun.State.CHECKED:
        return redirect(back)
    page = FormPage(
        heading=_("Apply the whole file"),
        lead=_("Joiners: %(joiners)d. Movers: %(movers)d. Leavers: %(leavers)d.")
        % {"joiners": run.joiners, "movers": run.movers, "leavers": run.leavers},
        warning=_("Joiners are invited, and leavers lose their account on their last day."),
        submit=_("Apply the whole file"),
        back=back,
        done=_("The file is being applied."),
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(request, form, page, lambda: apply_people(actor=user, run=run))


@require_POST
def discard(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a file up."""
    user = request.user
    run = _run(own_force(user), public_id)
    try:
        discard_people(actor=user, run=run)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("organisation:import", public_id)
    messages.success(request, _("The file has been discarded. Nothing was changed."))
    return redirect("organisation:imports")


@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """A file with the headings and one example."""
    own_force(request.user)
    return csv_response("people-template.csv", NAMES, [EXAMPLE_ROW])


@require_safe
@recent_sign_in_required
def export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Everyone in the force, in the columns of the import; the audit log keeps who took it."""
    user = request.user
    force = own_force(user)
    today = timezone.localdate()
    rows = list(export_rows(force, today))
    record_export(actor=user, force=force, rows=len(rows))
    name = f"people-{force.slug}-{today.isoformat()}.{kind}"
    if kind == "xlsx":
        return xlsx_response(name, _("People"), HEADER, rows)
    return csv_response(name, HEADER, rows)


def _run(force: Node, public_id: UUID) -> ImportRun:
    run = ImportRun.objects.filter(force=force, public_id=public_id).first()
    if run is None:
        raise Http404
    return run
