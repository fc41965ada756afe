"""A file of people on its way into a force: what it holds, how far it is, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models.node import Node
from organisation.people_files.plan import Outcome

OUTCOME_LABELS = {
    Outcome.JOINER: _("Joiner"),
    Outcome.MOVER: _("Mover"),
    Outcome.LEAVER: _("Leaver"),
    Outcome.UNCHANGED: _("Unchanged"),
    Outcome.ERROR: _("Error"),
}


class ImportRun(PublicIdModel):
    """One file; the file itself is never kept, only its rows, and those for seven days."""

    class State(models.TextChoices):
        """From the upload to the end; refused and failed change nothing in the force."""

        UPLOADED = "uploaded", _("Waiting to be checked")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, nothing applied yet")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        REFUSED = "refused", _("Refused")
        DISCARDED = "discarded", _("Discarded")
        FAILED = "failed", _("Failed")

    # A force is never deleted, and what was imported into it is part of its record.
    force = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="import_runs")
    # The run stays when the administrator has gone; the audit log keeps who it was.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    was_guessed = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    processed = models.PositiveIntegerField(default=0)
    joiners = models.PositiveIntegerField(default=0)
    movers = models.PositiveIntegerField(default=0)
    leavers = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Two files at once would be checked against a force that the other changes.
            models.UniqueConstraint(
                fields=["force"],
                condition=Q(state__in=["uploaded", "checking", "checked", "applying"]),
                name="organisation_one_open_import",
            ),
        ]
        indexes = [
            models.Index(
                fields=["updated_at"],
                condition=Q(state__in=["uploaded", "checking", "applying"]),
                name="organisation_imports_at_work",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_at_work(self) -> bool:
        """Whether something will happen to it without anybody doing anything."""
        return self.state in AT_WORK

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of another file."""
        return self.state in OPEN


TO_CHECK = frozenset({ImportRun.State.UPLOADED, ImportRun.State.CHECKING})
AT_WORK = TO_CHECK | {ImportRun.State.APPLYING}
OPEN = AT_WORK | {ImportRun.State.CHECKED}


class ImportRow(models.Model):
    """One row of the file: what it says, and what it does or did."""

    # The rows are the content of the run and go with it.
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField()
    outcome = models.CharField(max_length=10, blank=True)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["line"]
        constraints = [
            # A check that runs twice must not double its rows.
            models.UniqueConstraint(fields=["run", "line"], name="organisation_one_row_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line}"

    @property
    def outcome_label(self) -> str:
        """The outcome in words; empty before the check."""
        return str(OUTCOME_LABELS[Outcome(self.outcome)]) if self.outcome else ""
