"""Seeds the demo's guidance: invented pages in our own words, each marked as demo content."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from accounts.models import User
from cms.demo_files import checklist_file, three_circles, three_tones
from cms.models import CustomDocument, CustomImage, GuidancePage, Marking, SectionIndexPage
from cms.services import GUIDANCE_SLUG, ensure_site_tree

CONTENT = Path(__file__).parent / "demo_content" / "guidance.yaml"
EDITOR = "editor@demo.example"
REVIEWED, REVIEW_AGAIN = date(2026, 1, 12), date(2027, 1, 12)
PLAIN_FIELDS = ("title", "slug", "summary", "audience_roles", "pillars", "stages")
# Block values as they stand in the file; their shapes are those of cms.blocks.
Described = dict[str, Any]


def seed(report: Callable[[str], None]) -> None:
    """Publish the demo's guidance, unless a page of the same address is there."""
    home = ensure_site_tree()
    root = SectionIndexPage.objects.child_of(home).get(slug=GUIDANCE_SLUG)
    described: list[Described] = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    there = set(root.get_children().values_list("slug", flat=True))
    missing = [page for page in described if page["slug"] not in there]
    if not missing:
        return
    editor = User.objects.filter(email=EDITOR).first()
    files = _make_files(editor)
    for page in missing:
        _publish(root, page, files, editor)
    report(f"Guidance: {len(missing)} pages")


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
