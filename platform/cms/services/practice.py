"""How practice of one force becomes everybody's: offered, then adopted or declined, once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from cms.exceptions import OfferDecidedError, OwnOfferError
from cms.force_notices import PRACTICE_DECIDED, PRACTICE_OFFERED
from cms.models import (
    ChangeKind,
    EvidenceRating,
    PracticeExamplePage,
    PracticeIndexPage,
    PracticeOffer,
    PracticeStep,
    SectionIndexPage,
)
from cms.selectors import people_who_write_for
from cms.selectors.practice import national_reviewers
from cms.services.site_tree import GUIDANCE_SLUG, ensure_site_tree
from core.events import record_event
from core.telling import tell
from organisation.models import Node

PRACTICE_SLUG = "practice"
REVIEW_AFTER = timedelta(days=365)
State = PracticeOffer.State


@dataclass(frozen=True)
class Described:
    """What a force says of what it tried; plain text."""

    title: str
    summary: str
    pillars: tuple[str, ...]
    problem: str
    tried: str
    found: str


@dataclass(frozen=True)
class Adoption:
    """What the national team says of an example that it publishes."""

    rating: EvidenceRating
    content_owner: User
    review_on: date
    note: str


@transaction.atomic
def offer_practice(
    *, person: User, force: Node, key: UUID, described: Described, now: datetime
) -> PracticeOffer:
    """Offer an example to the national team; key makes a form that is sent twice one offer."""
    offer, is_new = PracticeOffer.objects.get_or_create(
        public_id=key,
        force=force,
        defaults={
            "offered_by": person,
            "offered_at": now,
            **{name: getattr(described, name) for name in Described.__dataclass_fields__},
            "pillars": list(described.pillars),
        },
    )
    if is_new:
        _write_down(offer, State.OFFERED, person, now)
        for reviewer in national_reviewers():
            _tell(reviewer, PRACTICE_OFFERED, offer)
    return offer


@transaction.atomic
def adopt_practice(
    *, offer: PracticeOffer, person: User, adoption: Adoption, now: datetime
) -> PracticeExamplePage:
    """Publish the example for everyone, with its force's name.

    OfferDecidedError if too late, OwnOfferError for the person who offered it.
    """
    _refuse_own(offer, person)
    _decide(offer, State.ADOPTED, now)
    page = _publish(offer, person, adoption)
    PracticeOffer.objects.filter(pk=offer.pk).update(page=page)
    _write_down(offer, State.ADOPTED, person, now, str(adoption.rating.label))
    _tell_force(offer)
    return page


@transaction.atomic
def decline_practice(*, offer: PracticeOffer, person: User, reason: str, now: datetime) -> None:
    """Say why not, for the force to read; refuses as adopt_practice does."""
    _refuse_own(offer, person)
    _decide(offer, State.DECLINED, now, reason=reason)
    _write_down(offer, State.DECLINED, person, now, reason)
    _tell_force(offer)


@transaction.atomic
def withdraw_practice(*, offer: PracticeOffer, person: User, now: datetime) -> None:
    """Take an offer back that nobody has decided about; OfferDecidedError if too late."""
    _decide(offer, State.WITHDRAWN, now)
    _write_down(offer, State.WITHDRAWN, person, now)


def _refuse_own(offer: PracticeOffer, person: User) -> None:
    # Nobody decides on their own words, whatever roles they hold.
    if offer.offered_by_id == person.pk:
        raise OwnOfferError


def _decide(offer: PracticeOffer, state: "PracticeOffer.State", now: datetime, **more: str) -> None:
    # The first of two answers stands: only a waiting offer changes.
    waiting = PracticeOffer.objects.filter(pk=offer.pk, state=State.OFFERED)
    if not waiting.update(state=state, decided_at=now, **more):
        raise OfferDecidedError
    offer.refresh_from_db()


def _write_down(
    offer: PracticeOffer,
    state: "PracticeOffer.State",
    person: User,
    now: datetime,
    note: str = "",
) -> None:
    PracticeStep.objects.create(offer=offer, state=state, by=person, at=now, note=note)
    record_event(
        actor=person,
        action=f"cms.practice_{state.value}",
        force_id=offer.force_id,
        target=f"cms.practiceoffer:{offer.public_id}",
    )


def _tell_force(offer: PracticeOffer) -> None:
    """The person who offered it, or whoever writes for the force now."""
    writers = people_who_write_for(offer.force_id)
    offerer = writers.filter(pk=offer.offered_by_id).first() if offer.offered_by_id else None
    for person in [offerer] if offerer else list(writers):
        _tell(person, PRACTICE_DECIDED, offer)


def _tell(person: User, kind: str, offer: PracticeOffer) -> None:
    tell(
        recipient=person,
        kind=kind,
        subject_key=str(offer.public_id),
        url=reverse("practice_offer_detail", args=[offer.public_id]),
    )


def ensure_practice_section() -> PracticeIndexPage:
    """Return the page at /guidance/practice/, where adopted examples hang."""
    guidance = SectionIndexPage.objects.child_of(ensure_site_tree()).get(slug=GUIDANCE_SLUG)
    # Two adoptions at once must not take the same place in the tree.
    SectionIndexPage.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    found: PracticeIndexPage | None = PracticeIndexPage.objects.first()
    if found is not None:
        return found
    guidance.refresh_from_db()
    made: PracticeIndexPage = guidance.add_child(
        instance=PracticeIndexPage(
            title=_("Practice examples"),
            slug=PRACTICE_SLUG,
            summary=_("What forces have tried, what they found, and how sure that is."),
        )
    )
    return made


def _publish(offer: PracticeOffer, person: User, adoption: Adoption) -> PracticeExamplePage:
    section = ensure_practice_section()
    page = PracticeExamplePage(
        title=offer.title,
        slug=_free_slug(section, offer.title),
        summary=offer.summary,
        pillars=offer.pillars,
        tried_by=offer.force,
        evidence_rating=adoption.rating,
        content_owner=adoption.content_owner,
        owner=person,
        last_reviewed_on=timezone.localdate(),
        next_review_on=adoption.review_on,
        change_kind=ChangeKind.MINOR,
        change_note=adoption.note,
        live=False,
        body=_body(offer),
    )
    section.add_child(instance=page)
    # The national team's decision is the review; nothing is published without one.
    page.save_revision(user=person).publish(user=person, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _free_slug(section: PracticeIndexPage, title: str) -> str:
    wanted = slugify(title)[:60] or "example"
    taken = set(section.get_children().values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    numbers = range(2, len(taken) + 3)
    return next(f"{wanted}-{n}" for n in numbers if f"{wanted}-{n}" not in taken)


def _body(offer: PracticeOffer) -> list[dict[str, object]]:
    parts = (
        (_("The problem"), offer.problem),
        (_("What the force did"), offer.tried),
        (_("What it found"), offer.found),
    )
    body: list[dict[str, object]] = []
    for heading, words in parts:
        body.append({"type": "heading", "value": {"text": heading, "level": "2"}})
        body.append({"type": "text", "value": _as_paragraphs(words)})
    return body


def _as_paragraphs(words: str) -> str:
    lines = [line.strip() for line in words.splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)
