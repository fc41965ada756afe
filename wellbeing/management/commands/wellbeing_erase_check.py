"""Shows that a dump holds nothing readable of check-ins, and that erasure erases."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from wellbeing.dump_check import Finding, check_dump, rehearse_erasure
from wellbeing.dump_check.checking import has_keys


class Command(BaseCommand):
    help = (
        "Read every row as a dump shows it, try to open every sealed value without its key, and "
        "look through all other tables for a link. Ends with 1 if anything is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--person",
            metavar="EMAIL",
            help="also rehearse the erasure of this person, and undo it; says the same of everyone",
        )

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        findings = check_dump()
        self._report("A dump of the database", findings)
        if not has_keys():
            self.stdout.write("The keys are not here, so nothing was opened with its own key.")
        if options["person"]:
            findings += self._rehearse(options["person"])
        if findings:
            raise CommandError(f"{len(findings)} kinds of findings.", returncode=1)

    def _rehearse(self, email: str) -> list[Finding]:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError("There is no account with this address.")
        findings = rehearse_erasure(person=person, now=timezone.now())
        self._report("An older copy of an erased person's rows", findings)
        self.stdout.write(
            "The rehearsal was undone. Whether the person ever checked in was not looked at."
        )
        return findings

    def _report(self, subject: str, findings: list[Finding]) -> None:
        for finding in findings:
            self.stderr.write(str(finding))
        if not findings:
            self.stdout.write(f"{subject} holds nothing that can be read.")
