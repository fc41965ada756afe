"""Proves that nobody has changed the audit log, or names the first row that is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.heads import HeadsUnreadableError
from audit.services import verify_and_keep


class Command(BaseCommand):
    help = "Verify every chain of the audit log, also against the heads kept outside the database."

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = verify_and_keep()
        except HeadsUnreadableError as error:
            raise CommandError(str(error)) from error
        for finding in outcome.findings:
            self.stderr.write(f"{finding.chain}: row {finding.number}: {finding.problem}")
        if outcome.findings:
            raise CommandError(f"{len(outcome.findings)} of the chains cannot be trusted.")
        self.stdout.write(f"{outcome.rows} rows in {len(outcome.heads)} chains are as written.")
