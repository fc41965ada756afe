"""Seeds what one force of the demo adds of its own, all of it through the services."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.utils import timezone

from accounts.models import User
from cms.models import EvidenceRating, ForcePanel, GuidancePage, PracticeOffer
from cms.pieces import pieces_of
from cms.selectors.force_panels import latest_version, number_of
from cms.services.force_panels import confirm_panel
from cms.services.local_places import local_place_of
from cms.services.practice import (
    REVIEW_AFTER,
    Adoption,
    Described,
    adopt_practice,
    decline_practice,
    offer_practice,
)
from organisation.models import Node, Role, RoleGrant
from organisation.services.roles import appoint

CONTENT = Path(__file__).parent / "demo_content" / "forces.yaml"
FORCE = "avon-and-somerset"
FORCE_EDITOR = "forceeditor@demo.example"
NATIONAL_EDITOR = "editor@demo.example"
# Shapes are those of the file.
Told = dict[str, Any]


def seed_force_content(report: Callable[[str], None]) -> None:
    """Make the force's pages, panel and offers, unless they are there."""
    force = Node.objects.filter(slug=FORCE).first()
    editor = User.objects.filter(email=FORCE_EDITOR).first()
    if force is None or editor is None:
        return
    _let_write(editor, force)
    told: Told = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    pages = sum(_publish_page(force, editor, page) for page in told["pages"])
    _publish_panel(force, editor, told["panel"])
    for offer in told["offers"]:
        _offer(force, editor, offer)
    if pages:
        report(f"Local content: {pages} pages, a panel and {len(told['offers'])} offers")


def _let_write(editor: User, force: Node) -> None:
    held = RoleGrant.objects.filter(person=editor, role=Role.EDITOR, scope=force)
    if not held.exists():
        appoint(person=editor, role=Role.EDITOR, scope=force, starts_on=timezone.localdate())


def _publish_page(force: Node, editor: User, told: Told) -> bool:
    section = local_place_of(force).section
    if section.get_children().filter(slug=told["slug"]).exists():
        return False
    page = GuidancePage(
        title=told["title"],
        slug=told["slug"],
        summary=told["summary"],
        content_owner=editor,
        owner=editor,
        live=False,
        body=[{"type": "text", "value": told["body"]}],
    )
    section.add_child(instance=page)
    page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    return True


def _publish_panel(force: Node, editor: User, told: Told) -> None:
    page = GuidancePage.objects.filter(slug=told["page"], force__isnull=True).first()
    if page is None or ForcePanel.objects.filter(page=page, force=force).exists():
        return
    panel = ForcePanel.objects.create(
        page=page,
        force=force,
        anchor=pieces_of(page)[0].id,
        title=told["title"],
        body=[{"type": "text", "value": told["body"]}],
        owner=editor,
        live=False,
    )
    panel.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    confirm_panel(panel=panel, person=editor, shown=number_of(latest_version(page)))


def _offer(force: Node, editor: User, told: Told) -> None:
    """The key is made of the title, so that a second run finds the offer."""
    key = uuid5(NAMESPACE_URL, f"practice:{told['title']}")
    words = ("title", "summary", "problem", "tried", "found")
    offer = offer_practice(
        person=editor,
        force=force,
        key=key,
        described=Described(**{name: told[name] for name in words}, pillars=tuple(told["pillars"])),
        now=timezone.now(),
    )
    if offer.is_waiting and "decision" in told:
        _decide(offer, told)


def _decide(offer: PracticeOffer, told: Told) -> None:
    reviewer = User.objects.filter(email=NATIONAL_EDITOR).first()
    if reviewer is None:
        return
    if told["decision"] == "adopt":
        adoption = Adoption(
            rating=EvidenceRating(told["rating"]),
            content_owner=reviewer,
            review_on=timezone.localdate() + REVIEW_AFTER,
            note=told["note"],
        )
        adopt_practice(offer=offer, person=reviewer, adoption=adoption, now=timezone.now())
    else:
        decline_practice(offer=offer, person=reviewer, reason=told["reason"], now=timezone.now())
