"""Publishes a text that people may agree to, from a file, as its next version."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils import timezone

from privacy.models import ConsentText
from privacy.services import publish_consent_text


class Command(BaseCommand):
    help = "Publish a text: everyone who agreed to an earlier version will be asked again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the text's short name, for example feedback")
        parser.add_argument("file", type=Path, help="the text: plain, paragraphs by blank lines")
        parser.add_argument("--title", required=True, help="what people see as its heading")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        validate_slug(options["slug"])
        try:
            body = options["file"].read_text().strip()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read.") from error
        newest = ConsentText.objects.current().filter(slug=options["slug"]).first()
        if not body or (newest and (newest.title, newest.body) == (options["title"], body)):
            raise CommandError("The file is empty or says what the newest version says.")
        text = publish_consent_text(
            slug=options["slug"], title=options["title"], body=body, now=timezone.now()
        )
        self.stdout.write(f"{text.slug} is published as version {text.version}.")
