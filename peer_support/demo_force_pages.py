"""What the demo's main forces say about their peer support; every detail is invented."""

from datetime import date, timedelta

from organisation.models import Node, Role, RoleGrant
from peer_support.demo_content import FORCE_WORDS, PEOPLED
from peer_support.models import ForcePeerSupport

CHECKED_AGO, CHECKED_EVERY = timedelta(days=30), timedelta(days=180)


def seed_force_pages(today: date) -> None:
    """Fill in what is missing; the editors of a force own its words."""
    for slug in PEOPLED:
        force = Node.objects.get(slug=slug)
        editors = RoleGrant.objects.filter(role=Role.EDITOR, scope=force).select_related("person")
        owner = editors.order_by("pk").first()
        checked_on = today - CHECKED_AGO
        ForcePeerSupport.objects.get_or_create(
            force=force,
            defaults={
                **FORCE_WORDS,
                "owner": owner.person if owner else None,
                "checked_on": checked_on,
                "review_on": checked_on + CHECKED_EVERY,
            },
        )
