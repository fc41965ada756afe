"""Seeds the demo's guidance: invented pages in our own words, each marked as demo content."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from accounts.models import User
from cms.demo_comments import seed_comments
from cms.demo_files import checklist_file, three_circles, three_tones
from cms.demo_forces import seed_force_content
from cms.demo_pages import seed_shelves
from cms.models import (
    CustomDocument,
    CustomImage,
    GuidancePage,
    Marking,
    Remit,
    ReviewRemit,
    SectionIndexPage,
)
from cms.services import GUIDANCE_SLUG, ensure_site_tree, ensure_support_services

CONTENT = Path(__file__).parent / "demo_content" / "guidance.yaml"
EDITOR = "editor@demo.example"
REVIEWERS = {
    "approver@demo.example": (Remit.SPECIALIST,),
    "legal@demo.example": (Remit.LEGAL, Remit.SAFEGUARDING),
}
REVIEWED, REVIEW_AGAIN = date(2026, 1, 12), date(2027, 1, 12)
PLAIN_FIELDS = ("title", "slug", "summary", "audience_roles", "pillars", "stages")
# Block values as they stand in the file; their shapes are those of cms.blocks.
Described = dict[str, Any]


def seed(report: Callable[[str], None]) -> None:
    """Publish the nation's guidance and what one force adds to it; name reviewers; comment."""
    _seed_national_content(report)
    seed_force_content(report)
    seed_comments(report)


def _seed_national_content(report: Callable[[str], None]) -> None:
    """Publish what is missing; a page whose address is taken stays as it is."""
    _name_reviewers()
    # Some services wait for the forces in whose areas alone they help.
    ensure_support_services()
    home = ensure_site_tree()
    root = SectionIndexPage.objects.child_of(home).get(slug=GUIDANCE_SLUG)
    editor = User.objects.filter(email=EDITOR).first()
    made = {_("Guidance"): _seed_guidance(root, editor), **seed_shelves(root, editor)}
    _name_keeper_of_sections(editor)
    for name, count in made.items():
        if count:
            report(f"{name}: {count} pages")


def _name_keeper_of_sections(editor: User | None) -> None:
    """Sections say who keeps them, as the pages below them do."""
    for section in SectionIndexPage.objects.filter(content_owner__isnull=True):
        section.content_owner = editor
        section.last_reviewed_on, section.next_review_on = REVIEWED, REVIEW_AGAIN
        section.save()


def _seed_guidance(root: SectionIndexPage, editor: User | None) -> int:
    described: list[Described] = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    there = set(root.get_children().values_list("slug", flat=True))
    missing = [page for page in described if page["slug"] not in there]
    files = _make_files(editor) if missing else {}
    for page in missing:
        _publish(root, page, files, editor)
    return len(missing)


def _name_reviewers() -> None:
    """Let the demo's approvers take one step each."""
    for email, remits in REVIEWERS.items():
        person = User.objects.filter(email=email).first()
        for remit in remits if person else ():
            ReviewRemit.objects.get_or_create(person=person, remit=remit, force=None)


def _make_files(editor: User | None) -> dict[str, int]:
    """Upload the demo's files; their keys by the names that the content calls them."""
    image, _made = CustomImage.objects.get_or_create(
        title="Three ideas (demo)",
        defaults={
            "file": three_circles(),
            "description": "Three circles that overlap",
            "uploaded_by_user": editor,
        },
    )
    return {
        "@image": image.pk,
        "@recording": _upload("Three tones (demo)", three_tones, editor),
        "@document": _upload("Before you publish (demo)", checklist_file, editor),
    }


def _upload(title: str, draw: Callable[[], object], editor: User | None) -> int:
    found = CustomDocument.objects.filter(title=title).first()
    if found is None:
        found = CustomDocument(title=title, file=draw(), uploaded_by_user=editor)
        found._set_document_file_metadata()
        found.save()
    return int(found.pk)


def _publish(
    root: SectionIndexPage, described: Described, files: dict[str, int], editor: User | None
) -> None:
    page = GuidancePage(
        **{field: described[field] for field in PLAIN_FIELDS},
        marking=described.get("marking", Marking.OFFICIAL),
        is_public=described.get("is_public", False),
        shared_with_cps=described.get("shared_with_cps", False),
        content_note=described.get("content_note", ""),
        content_owner=editor,
        owner=editor,
        last_reviewed_on=REVIEWED,
        next_review_on=REVIEW_AGAIN,
        live=False,
        body=_body(described["body"], files),
        references=_stream({"reference": item} for item in described.get("references", [])),
    )
    page.full_clean(exclude=["path", "depth", "numchild", "url_path"])
    root.add_child(instance=page)
    # The editor's rights are taken from their grant when they first open the CMS.
    page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)


def _body(described: list[Described], files: dict[str, int]) -> list[Described]:
    demo_note = _("Demo content in our own words. It is not official guidance.")
    blocks = [{"inset": {"text": f"<p>{demo_note}</p>"}}, *described]
    return _stream(_with_files(block, files) for block in blocks)


def _stream(blocks: Any) -> list[Described]:  # any iterable of one-key mappings
    return [{"type": kind, "value": value} for block in blocks for kind, value in block.items()]


def _with_files(block: Described, files: dict[str, int]) -> Described:
    """Put the keys of the uploaded files where the content names them."""
    return {
        kind: {
            key: files.get(part, part) if isinstance(part, str) else part
            for key, part in value.items()
        }
        if isinstance(value, dict)
        else value
        for kind, value in block.items()
    }
