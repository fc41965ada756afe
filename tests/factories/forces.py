"""What forces write: panel_on(page, force), made and published as their editors do."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, EvidenceRating, ForcePanel, GuidancePage, PracticeOffer
from cms.selectors.force_panels import latest_version
from cms.services.practice import Adoption, Described, offer_practice
from organisation.models import Node


def text_block(block_id: str, words: str) -> dict[str, Any]:
    """A paragraph of a page or a panel, with the id that a panel can follow."""
    return {"type": "text", "id": block_id, "value": f"<p>{words}</p>"}


FIRST = "11111111-1111-4111-8111-111111111111"
SECOND = "22222222-2222-4222-8222-222222222222"
LOCAL = "33333333-3333-4333-8333-333333333333"


def two_paragraphs(first: str = "Words before.", second: str = "Words after.") -> list[Any]:
    """A body of two pieces, FIRST and SECOND."""
    return [text_block(FIRST, first), text_block(SECOND, second)]


def panel_on(page: BasePage, force: Node, *, live: bool = True, **fields: Any) -> ForcePanel:
    """A panel checked against the page as it is now, after its first piece."""
    defaults: dict[str, Any] = {
        "title": "Who to ring",
        "anchor": FIRST,
        "body": [text_block(LOCAL, "Local words.")],
        "checked_version": latest_version(page),
    }
    return ForcePanel.objects.create(page=page, force=force, live=live, **(defaults | fields))


def change_page(page: GuidancePage, *, body: list[Any] | None = None, **fields: Any) -> None:
    """Publish the page once more, as the national team does."""
    page.refresh_from_db()
    for name, value in fields.items():
        setattr(page, name, value)
    if body is not None:
        page.body = body  # type: ignore[assignment] # a stream field takes a list
    page.save_revision().publish()
    page.refresh_from_db()


def offer_example(force: Node, person: User, **said: Any) -> PracticeOffer:
    """An offer of the force that waits for an answer."""
    described = {
        "title": "A room of one’s own",
        "summary": "Where people wait.",
        "pillars": ("victim",),
        "problem": "People waited in the corridor.",
        "tried": "We opened a quiet room.",
        "found": "Fewer people left early.",
    }
    return offer_practice(
        person=person,
        force=force,
        key=uuid4(),
        described=Described(**(described | said)),
        now=timezone.now(),
    )


def adoption(by: User, rating: EvidenceRating = EvidenceRating.STRONG) -> Adoption:
    """What the national team says when it adopts an example and keeps the page itself."""
    return Adoption(
        rating=rating,
        content_owner=by,
        review_on=timezone.localdate() + timedelta(days=90),
        note="New in the collection.",
    )
