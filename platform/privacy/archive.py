"""Puts everything that we hold about one person into one zip: for machines and for people."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from core.personal_data import JsonValue, Row
from privacy.registry import declarations

Cell = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """The rows of one declared model."""

    label: str
    model: str
    rows: list[Row]


def build_archive(person: User, now: datetime) -> bytes:
    """Return a zip with data.json and index.html, which need nothing from the network."""
    with translation.override(settings.LANGUAGE_CODE):
        sections = collect(person)
        page = _page(sections, now)
    content = {
        "made_at": now.isoformat(timespec="seconds"),
        "person": str(person.public_id),
        "sections": [
            {"label": section.label, "model": section.model, "rows": section.rows}
            for section in sections
        ],
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(content, ensure_ascii=False, indent=2))
        archive.writestr("index.html", page)
    return stream.getvalue()


def collect(person: User) -> list[Section]:
    """Return what every package holds about the person, in the order of the packages."""
    return [
        Section(str(declared.label), declared.model._meta.label, declared.export(person))
        for declared in declarations()
    ]


def _page(sections: list[Section], now: datetime) -> str:
    filled = [
        (section.label, [_cells(row) for row in section.rows])
        for section in sections
        if section.rows
    ]
    empty = [section.label for section in sections if not section.rows]
    context = {"sections": filled, "empty": empty, "made_at": timezone.localtime(now)}
    return render_to_string("privacy/copy.html", context)


def _cells(row: Row) -> list[Cell]:
    return [(name.replace("_", " ").capitalize(), _words(value)) for name, value in row.items()]


def _words(value: JsonValue) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
