"""Seeds the demo's legal updates, tools and practice examples, some with earlier versions."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from accounts.models import User
from cms.models import (
    BasePage,
    ChangeKind,
    LegalUpdatePage,
    Marking,
    PageVersion,
    PracticeExamplePage,
    SectionIndexPage,
    ToolPage,
)
from cms.services.practice import ensure_practice_section
from organisation.models import Node

CONTENT = Path(__file__).parent / "demo_content"
COPIED = ("title", "slug", "summary", "audience_roles", "pillars", "stages")
REVIEWED, REVIEW_AGAIN = date(2026, 1, 12), date(2027, 1, 12)
# What a page without a history of its own says of its one publication.
FIRST = {"kind": ChangeKind.MINOR, "note": "", "published": REVIEWED}
# Values as they stand in the files; their shapes are those of cms.blocks.
Described = dict[str, Any]


@dataclass(frozen=True)
class Shelf:
    """A section of the demo: the file that fills it, and what the fields of its type are."""

    slug: str
    title: str
    summary: str
    file: str
    page_type: type[BasePage]
    fields: Callable[[Described], dict[str, Any]]


def seed_shelves(root: SectionIndexPage, editor: User | None) -> dict[str, int]:
    """Publish what is missing in each section; return how many pages by the section's title."""
    return {shelf.title: _fill(root, shelf, editor) for shelf in _shelves()}


def _shelves() -> tuple[Shelf, ...]:
    return (
        Shelf(
            "legal-updates",
            _("Legal updates"),
            _("What changed in the law, and what to do differently."),
            "legal_updates.yaml",
            LegalUpdatePage,
            _legal_fields,
        ),
        Shelf(
            "tools",
            _("Tools"),
            _("Checklists, templates and pause points to print or to keep beside you."),
            "tools.yaml",
            ToolPage,
            lambda page: {"kind": page["kind"], "body": _body(page["body"])},
        ),
        Shelf(
            "practice",
            _("Practice examples"),
            _("What forces have tried, what they found, and how sure that is."),
            "practice.yaml",
            PracticeExamplePage,
            _practice_fields,
        ),
    )


def _legal_fields(page: Described) -> dict[str, Any]:
    what_to_do = stream_of(page["what_to_do"])
    return {
        "in_force_on": page["in_force_on"],
        "what_to_do": what_to_do,
        "body": _body(page["body"]),
    }


def _practice_fields(page: Described) -> dict[str, Any]:
    force = Node.objects.get(slug=page["tried_by"])
    return {"tried_by": force, "body": _body(page["body"])}


def _body(described: list[Described]) -> list[Described]:
    note = _("Demo content in our own words. It is not official guidance.")
    return stream_of([{"inset": {"text": f"<p>{note}</p>"}}, *described])


def stream_of(blocks: list[Described]) -> list[Described]:
    """Return one-key mappings as the blocks of a stream."""
    return [{"type": kind, "value": value} for block in blocks for kind, value in block.items()]


def section_below(root: SectionIndexPage, slug: str, title: str, summary: str) -> SectionIndexPage:
    """Return the demo's section of this name, made if it is missing."""
    there = SectionIndexPage.objects.child_of(root).filter(slug=slug)
    found: SectionIndexPage | None = there.first()
    if found is not None:
        return found
    # Another section may have been added since the root was read.
    root.refresh_from_db()
    made: SectionIndexPage = root.add_child(
        instance=SectionIndexPage(title=title, slug=slug, summary=summary, shared_with_cps=True)
    )
    return made


def _fill(root: SectionIndexPage, shelf: Shelf, editor: User | None) -> int:
    described: list[Described] = yaml.safe_load((CONTENT / shelf.file).read_text(encoding="utf-8"))
    section = _section_of(root, shelf)
    there = set(section.get_children().values_list("slug", flat=True))
    missing = [page for page in described if page["slug"] not in there and _has_its_force(page)]
    for page in missing:
        _add(section, shelf, page, editor)
    return len(missing)


def _section_of(root: SectionIndexPage, shelf: Shelf) -> SectionIndexPage:
    if shelf.page_type is PracticeExamplePage:
        return ensure_practice_section()
    return section_below(root, shelf.slug, shelf.title, shelf.summary)


def _has_its_force(described: Described) -> bool:
    """Whether the force that tried it is there, if it names one: some databases have few."""
    force = described.get("tried_by")
    return force is None or Node.objects.filter(slug=force).exists()


def _add(
    section: SectionIndexPage, shelf: Shelf, described: Described, editor: User | None
) -> None:
    earlier = described.get(
        "versions", [{"kind": ChangeKind.MINOR, "note": "", "published": REVIEWED}]
    )
    first = _as_it_was(described, earlier[0])
    page = shelf.page_type(
        **common_fields(first, editor),
        **shelf.fields(first),
        content_note=described.get("content_note", ""),
        evidence_rating=described["evidence_rating"],
        references=stream_of([{"reference": item} for item in described.get("references", [])]),
    )
    page.full_clean(exclude=["path", "depth", "numchild", "url_path"])
    section.refresh_from_db()
    section.add_child(instance=page)
    for version in earlier:
        for name, value in shelf.fields(_as_it_was(described, version)).items():
            setattr(page, name, value)
        publish_as_of(page, version, editor)


def common_fields(described: Described, editor: User | None) -> dict[str, Any]:
    """Return what every page of the demo has, whatever its type."""
    return {
        **{field: described[field] for field in COPIED},
        "marking": described.get("marking", Marking.OFFICIAL),
        "shared_with_cps": described.get("shared_with_cps", False),
        "content_owner": editor,
        "owner": editor,
        "last_reviewed_on": REVIEWED,
        "next_review_on": REVIEW_AGAIN,
        "live": False,
    }


def _as_it_was(described: Described, version: Described) -> Described:
    """The page with the words that stood in this version in place of those of today."""
    text = json.dumps(described, default=str)
    for today, before in version.get("was", {}).items():
        text = text.replace(json.dumps(today)[1:-1], json.dumps(before)[1:-1])
    found: Described = json.loads(text)
    if "in_force_on" in found:
        found["in_force_on"] = date.fromisoformat(found["in_force_on"])
    return found


def publish_as_of(page: BasePage, version: Described, editor: User | None) -> None:
    """Publish the page as it stands, and date the version back to the day that it names."""
    page.change_kind, page.change_note = version["kind"], version["note"]
    revision = page.save_revision(user=editor)
    revision.publish(user=editor, skip_permission_checks=True)
    page.refresh_from_db()
    at = datetime.combine(version["published"], time(9), UTC)
    PageVersion.objects.filter(revision=revision).update(published_at=at)
    first = page.first_published_at if page.versions.count() > 1 else at
    BasePage.objects.filter(pk=page.pk).update(first_published_at=first, last_published_at=at)
    page.refresh_from_db()
