"""Takes a file of people from upload to the force: checked first, then all of it or nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from organisation.exceptions import PeopleImportError
from organisation.import_progress import report_progress
from organisation.models import ImportRow, ImportRun, Node
from organisation.models.import_run import AT_WORK, OPEN
from organisation.people_files.directory import Directory
from organisation.people_files.plan import Outcome, RowPlan
from organisation.people_files.planning import plan_file
from organisation.people_files.reading import FileRow, read_people_file
from organisation.policies import may_administer_force
from organisation.services.import_directory import directory_of
from organisation.services.import_writing import ImportWriter
from organisation.services.locks import hold_tree, lock_people_of

State = ImportRun.State
BATCH = 1000
MOST_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=2)


def upload_people(*, actor: User, force: Node, content: bytes) -> ImportRun:
    """Read the file, keep its rows, and have them checked; the file itself is not kept."""
    _require_administrator(actor, force)
    found = read_people_file(content)
    try:
        with transaction.atomic():
            run = ImportRun.objects.create(
                force=force,
                uploaded_by=actor,
                total=len(found.rows),
                was_guessed=found.was_guessed,
            )
            ImportRow.objects.bulk_create(
                [ImportRow(run=run, line=row.line, values=row.values) for row in found.rows],
                batch_size=BATCH,
            )
            _record("organisation.import_uploaded", actor, run)
            transaction.on_commit(lambda: _queue(run), robust=True)
    except IntegrityError as error:
        if "organisation_one_open_import" not in str(error):
            raise
        raise PeopleImportError(
            _("Another file is waiting. Apply it or discard it first.")
        ) from error
    return run


@transaction.atomic
def apply_people(*, actor: User, run: ImportRun) -> None:
    """Order a checked file to be applied; a task does it, so the page does not wait."""
    _require_administrator(actor, run.force)
    changed = ImportRun.objects.filter(pk=run.pk, state=State.CHECKED).update(
        state=State.APPLYING, updated_at=timezone.now(), attempts=0, processed=0
    )
    if not changed:
        raise PeopleImportError(_("This file cannot be applied now."))
    _record("organisation.import_ordered", actor, run)
    transaction.on_commit(lambda: _queue(run), robust=True)


@transaction.atomic
def discard_people(*, actor: User, run: ImportRun) -> None:
    """Give a file up; its rows go at once."""
    _require_administrator(actor, run.force)
    open_still = ImportRun.objects.filter(pk=run.pk, state__in=OPEN - {State.APPLYING})
    if not open_still.update(state=State.DISCARDED, finished_at=timezone.now()):
        raise PeopleImportError(_("This file cannot be discarded any more."))
    ImportRow.objects.filter(run=run).delete()
    _record("organisation.import_discarded", actor, run)


def work_on(*, run_id: int) -> None:
    """Check or apply the file, whichever it waits for; a second worker finds it locked and goes.

    Each start is counted before the work, so that a file that kills its worker is given up.
    """
    now = timezone.now()
    ImportRun.objects.filter(pk=run_id, state=State.UPLOADED).update(state=State.CHECKING)
    with transaction.atomic():
        run = _locked(run_id)
        if run is None:
            return
        run.attempts += 1
        run.updated_at = now
        run.save(update_fields=["attempts", "updated_at"])
    with transaction.atomic():
        run = _locked(run_id)
        if run is None:
            return
        if run.state == State.APPLYING:
            _apply(run)
        else:
            _check(run)


def sweep_imports() -> int:
    """Start again what stopped on the way, give up what stopped too often; return how many."""
    stale = ImportRun.objects.filter(state__in=AT_WORK, updated_at__lt=timezone.now() - STALE_AFTER)
    runs = list(stale)
    for run in runs:
        if run.attempts >= MOST_ATTEMPTS:
            _give_up(run.pk)
        else:
            _queue(run)
    return len(runs)


def _locked(run_id: int) -> ImportRun | None:
    at_work = ImportRun.objects.select_for_update(of=("self",), skip_locked=True)
    return (
        at_work.select_related("force", "uploaded_by").filter(pk=run_id, state__in=AT_WORK).first()
    )


@transaction.atomic
def _give_up(run_id: int) -> None:
    run = _locked(run_id)
    if run is not None:
        message = _("Something went wrong on our side. Nothing was changed. Upload the file again.")
        _finish(run, State.FAILED, message)


def _check(run: ImportRun) -> None:
    """Store what every row would do; the dry run of the whole file."""
    _directory, plans = _plans(run)
    _store(run, plans)
    if run.errors:
        _finish(run, State.REFUSED, _("The file has errors. Nothing was changed."))
        return
    run.state, run.updated_at, run.processed = State.CHECKED, timezone.now(), run.total
    run.save()


def _apply(run: ImportRun) -> None:
    """Plan again under the lock, and write only if the answer is the one that was shown."""
    hold_tree()
    lock_people_of(run.force_id)
    shown = dict(run.rows.values_list("line", "outcome"))
    directory, plans = _plans(run)
    if any(shown[plan.line] != plan.outcome for plan in plans):
        _store(run, plans)
        _finish(run, State.REFUSED, _("The force has changed since the check. Upload it again."))
        return
    writer = ImportWriter(
        force=run.force,
        directory=directory,
        actor=run.uploaded_by,
        report=lambda done: report_progress(run.public_id, done),
    )
    try:
        with transaction.atomic():
            writer.write(plans)
    except IntegrityError:
        # Dates of two rows that fit one by one may still overlap: the database has the last word.
        _finish(
            run, State.REFUSED, _("Two posts, or two holders of one number, overlap. Check dates.")
        )
        return
    _finish(run, State.APPLIED, "")


def _plans(run: ImportRun) -> tuple[Directory, tuple[RowPlan, ...]]:
    rows = [FileRow(line, values) for line, values in run.rows.values_list("line", "values")]
    emails = [row.values.get("email", "").strip().lower() for row in rows]
    directory = directory_of(run.force, run.uploaded_by, emails, timezone.localdate())
    return directory, plan_file(rows, directory)


def _store(run: ImportRun, plans: Sequence[RowPlan]) -> None:
    """Write outcomes beside the rows, by one insert a batch that updates what is there."""
    values = dict(run.rows.values_list("line", "values"))
    for start in range(0, len(plans), BATCH):
        ImportRow.objects.bulk_create(
            [_row(run, plan, values[plan.line]) for plan in plans[start : start + BATCH]],
            update_conflicts=True,
            unique_fields=["run", "line"],
            update_fields=["outcome", "problems", "changes"],
        )
        report_progress(run.public_id, start + BATCH)
    counted = Counter(plan.outcome for plan in plans)
    run.joiners, run.movers = counted[Outcome.JOINER], counted[Outcome.MOVER]
    run.leavers, run.unchanged = counted[Outcome.LEAVER], counted[Outcome.UNCHANGED]
    run.errors = counted[Outcome.ERROR]


def _row(run: ImportRun, plan: RowPlan, values: dict[str, str]) -> ImportRow:
    return ImportRow(
        run=run,
        line=plan.line,
        values=values,
        outcome=plan.outcome,
        problems=[[problem.column, problem.reason] for problem in plan.problems],
        changes=[[change.column, change.before, change.after] for change in plan.changes],
    )


def _finish(run: ImportRun, state: ImportRun.State, message: str) -> None:
    run.state, run.message = state, message
    run.processed = run.total if state == State.APPLIED else run.processed
    run.updated_at = run.finished_at = timezone.now()
    run.save()
    _record(f"organisation.import_{state}", run.uploaded_by, run)


def _require_administrator(actor: User, force: Node) -> None:
    if not may_administer_force(actor, force):
        raise PeopleImportError(_("Only an administrator of the force can import people."))


def _record(action: str, actor: User | None, run: ImportRun) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=run.force_id,
        target=f"organisation.importrun:{run.public_id}",
        details={
            "rows": run.total,
            "joiners": run.joiners,
            "movers": run.movers,
            "leavers": run.leavers,
            "errors": run.errors,
        },
    )


def _queue(run: ImportRun) -> None:
    from organisation.tasks import work_on_import  # noqa: PLC0415 -- tasks call services

    work_on_import.delay(run.pk)
