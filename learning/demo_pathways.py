"""Seeds the demo's pathways: guidance, tools and modules in an order, seeded before them."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from accounts.models import User
from cms.demo_pages import common_fields, publish_as_of, section_below, stream_of
from cms.models import BasePage, ChangeKind, PathwayPage, SectionIndexPage
from cms.services import GUIDANCE_SLUG, ensure_site_tree

CONTENT = Path(__file__).parent / "data" / "pathways.yaml"
EDITOR = "editor@demo.example"
PUBLISHED = date(2026, 4, 20)


def seed_pathways() -> int:
    """Publish the pathways that are missing; return how many."""
    root = SectionIndexPage.objects.child_of(ensure_site_tree()).get(slug=GUIDANCE_SLUG)
    section = section_below(
        root,
        "pathways",
        _("Learning pathways"),
        _("What to read and learn, in order, for somebody new to a role."),
    )
    editor = User.objects.filter(email=EDITOR).first()
    there = set(section.get_children().values_list("slug", flat=True))
    described = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    missing = [pathway for pathway in described if pathway["slug"] not in there]
    for pathway in missing:
        _publish(section, pathway, editor)
    return len(missing)


# What the file describes; its shape is that of cms.blocks.
def _publish(section: SectionIndexPage, described: dict[str, Any], editor: User | None) -> None:
    note = _("Demo content in our own words. It is not official guidance.")
    page = PathwayPage(
        **common_fields(described, editor),
        introduction=stream_of([*described["introduction"], {"inset": {"text": f"<p>{note}</p>"}}]),
        steps=stream_of([{"step": _step(step)} for step in described["steps"]]),
    )
    page.full_clean(exclude=["path", "depth", "numchild", "url_path"])
    section.refresh_from_db()
    section.add_child(instance=page)
    version = {"kind": ChangeKind.MINOR, "note": _("First published."), "published": PUBLISHED}
    publish_as_of(page, version, editor)


def _step(described: dict[str, str]) -> dict[str, Any]:
    page = BasePage.objects.get(slug=described["page"])
    return {"page": page.pk, "why": described["why"]}
