"""Turns the files of learning/data/modules into modules, published through revisions."""

from calendar import monthrange
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import User
from cms.models import SectionIndexPage
from cms.services import ensure_site_tree
from learning.models import ModulePage, ModuleSection

CONTENT = Path(__file__).parent / "data" / "modules"
EDITOR = "editor@demo.example"
LEARNING_SLUG = "learning"
VERSION = "Demo 1.0"
# Before anyone's first completion: nobody can have learned with what was not there.
PUBLISHED = datetime(2025, 6, 2, 9, tzinfo=UTC)
REVIEWED = date(2026, 1, 12)
COPIED = ("title", "slug", "summary", "pillars", "audience_roles", "shared_with_cps")
# What the files describe; their shape is that of learning/data/README.md.
Described = dict[str, Any]


def seed_modules() -> int:
    """Publish the modules that are missing; return how many."""
    home = ensure_site_tree()
    index = SectionIndexPage.objects.child_of(home).get(slug=LEARNING_SLUG)
    editor = User.objects.filter(email=EDITOR).first()
    there = set(ModulePage.objects.values_list("slug", flat=True))
    missing = [module for module in described_modules() if module["slug"] not in there]
    for module in missing:
        _publish(index, module, editor)
    return len(missing)


def described_modules() -> list[Described]:
    """Return what the files say, in the order of their names."""
    return [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CONTENT.glob("*.yaml"))
    ]


def _publish(index: SectionIndexPage, described: Described, editor: User | None) -> None:
    page = ModulePage(
        **{field: described[field] for field in COPIED},
        content_note=described["content_note"],
        content_owner=editor,
        owner=editor,
        version_label=VERSION,
        last_reviewed_on=REVIEWED,
        next_review_on=_months_later(REVIEWED, described["review_months"]),
        live=False,
        objectives=_stream("objective", described["objectives"]),
        learning_summary=_summary(described),
        quiz=[_question(question) for question in described["quiz"]],
        references=_stream("reference", [_reference(item) for item in described["references"]]),
    )
    page.sections = [
        _section(section, place=number) for number, section in enumerate(described["sections"])
    ]
    page.full_clean(exclude=["path", "depth", "numchild", "url_path"])
    index.add_child(instance=page)
    revision = page.save_revision(user=editor)
    revision.publish(user=editor, skip_permission_checks=True)
    _date_back(page, revision)


def _date_back(page: ModulePage, revision: Revision) -> None:
    Revision.objects.filter(pk=revision.pk).update(created_at=PUBLISHED)
    ModulePage.objects.filter(pk=page.pk).update(
        first_published_at=PUBLISHED, last_published_at=PUBLISHED
    )


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


# A block's value is whatever the block is made of.
def _stream(kind: str, values: list[Any]) -> list[Described]:
    return [{"type": kind, "value": value} for value in values]


def _reference(described: Described) -> Described:
    return {"title": described["title"], "url": described.get("url", "")}


def _summary(described: Described) -> list[Described]:
    points = "".join(f"<li>{objective}</li>" for objective in described["objectives"])
    heading = _("Come back to these when you need them:")
    return _stream("text", [f"<p>{heading}</p><ul>{points}</ul>"])


def _section(described: Described, *, place: int) -> ModuleSection:
    blocks = [_block(block) for block in described["body"]]
    if place == 0:
        note = _("Demo content in our own words. It is not official guidance.")
        blocks = [*_stream("inset", [{"text": f"<p>{note}</p>"}]), *blocks]
    return ModuleSection(
        sort_order=place,
        title=described["title"],
        minutes=described["minutes"],
        content_note=described.get("content_note", ""),
        body=blocks,
    )


def _block(described: Described) -> Described:
    ((kind, value),) = described.items()
    return {"type": kind, "value": _table(value) if kind == "table" else value}


def _table(described: Described) -> Described:
    return {
        "caption": described["caption"],
        "row_headings": True,
        "table": {
            "columns": [{"type": "text", "heading": text} for text in described["columns"]],
            "rows": [{"values": row} for row in described["rows"]],
            "caption": "",
        },
    }


def _question(described: Described) -> Described:
    ((kind, given),) = described.items()
    value = {"question": given["question"]}
    if kind == "order":
        value |= {"options": _items(given["steps"]), "feedback": given.get("feedback", "")}
    elif kind != "reflection":
        right = [_option(option, correct=True) for option in given["right"]]
        wrong = [_option(option, correct=False) for option in given["wrong"]]
        value |= {"options": _items(right + wrong), "feedback": given.get("feedback", "")}
    return {"type": kind, "value": value}


def _items(values: list[Any]) -> list[Described]:
    """The stored form of a list, with the ids that answers refer to."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def _option(described: "str | Described", *, correct: bool) -> Described:
    known = {"text": described} if isinstance(described, str) else described
    return {"feedback": "", **known, "correct": correct}
