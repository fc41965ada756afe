"""Texts to agree to come from a file, each time as a new version."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from privacy import demo
from privacy.models import ConsentText

pytestmark = pytest.mark.django_db


def publish(path: Path, title: str = "Being asked") -> None:
    call_command("publish_consent_text", "feedback", str(path), title=title)


def test_a_file_becomes_the_next_version(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("First.\n")
    publish(file)
    file.write_text("Second.\n")
    publish(file)
    versions = ConsentText.objects.order_by("version").values_list("version", "body")
    assert list(versions) == [(1, "First."), (2, "Second.")]


def test_what_says_nothing_new_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    with pytest.raises(CommandError, match="cannot be read"):
        publish(file)
    file.write_text(" \n")
    with pytest.raises(CommandError):
        publish(file)
    file.write_text("First.")
    publish(file)
    with pytest.raises(CommandError):
        publish(file)
    assert ConsentText.objects.count() == 1


def test_the_demo_has_one_text_however_often_it_is_seeded() -> None:
    for _ in range(2):
        demo.seed(lambda _line: None)
    assert ConsentText.objects.get().version == 1
