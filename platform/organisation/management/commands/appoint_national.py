"""Opens a new installation: invites the first person of the national team, who invites others."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import invite_person
from core.exceptions import DomainError
from organisation.models import Node, NodeKind, Role
from organisation.services.roles import appoint


class Command(BaseCommand):
    help = "Invite a person and give them the role of the national team."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("first_name")
        parser.add_argument("last_name")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        email: str = options["email"]
        try:
            validate_email(email)
            self._appoint(email, options["first_name"], options["last_name"])
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an email address.") from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write("Appointed. The invitation is on its way by email.")

    @transaction.atomic
    def _appoint(self, email: str, first_name: str, last_name: str) -> None:
        nation = Node.objects.filter(kind=NodeKind.NATION).first()
        if nation is None:
            raise CommandError("There are no forces yet. Run load_reference_data first.")
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError("There is an account with this address already.")
        person = User.objects.create_user(email, first_name=first_name, last_name=last_name)
        appoint(person=person, role=Role.NATIONAL, scope=nation, starts_on=timezone.localdate())
        invite_person(person=person, invited_by=None)
