"""What a supporter sees of their own, and what a coordinator sees of supporters: never of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisation.models import Membership, Role, RoleGrant
from peer_support.limits import MESSAGES_KEPT_AFTER_END, ONE_NEW_WITHIN, OVERDUE_STOPS_AFTER
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.policies import APART, coordinated_forces
from peer_support.vocabulary import Topic

State = Supporter.State
CURRENT = (State.APPLIED, State.ACTIVE, State.PAUSED)
FORMER = (State.DECLINED, State.LEFT, State.DESELECTED)
BY_NAME = ("person__last_name", "person__first_name", "pk")
# What a list of supporters may be sorted by; the name settles the rest.
SORTS: Mapping[str, tuple[OrderBy, ...]] = {
    "name": (),
    "state": (F("state").asc(),),
    "load": (F("held").desc(),),
    "training": (F("training_due_on").asc(nulls_first=True),),
    "supervision": (F("supervision_due_on").asc(nulls_first=True),),
}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer as the supporter sees it: nothing of who asks."""

    public_id: UUID
    topics: tuple[str, ...]
    mode: str
    language: str
    is_urgent: bool
    made_at: datetime
    due_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair as the supporter sees it in a list."""

    public_id: UUID
    topics: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date by which something is to be renewed."""

    on: date | None
    is_overdue: bool
    stops_offers: bool


def own_supporter(person: User) -> Supporter | None:
    """The person's own profile, whatever became of it."""
    return Supporter.objects.filter(person=person).select_related("person").first()


def due_date(on: date | None, today: date) -> DueDate:
    """How a date stands on a day."""
    overdue = on is not None and on < today
    return DueDate(on, overdue, on is not None and on < today - OVERDUE_STOPS_AFTER)


def offers_to(supporter: Supporter) -> list[OfferLine]:
    """Those that wait for an answer, the most pressing first."""
    waiting = Offer.objects.live().filter(supporter=supporter)
    return [offer_line(offer) for offer in waiting.select_related("request").order_by("due_at")]


def own_offer(person: User, offer_id: UUID) -> Offer | None:
    """An offer that was made to this person; nobody else's is found."""
    made: Offer | None = (
        Offer.objects.made_to(person)
        .filter(public_id=offer_id)
        .select_related("request", "supporter")
        .first()
    )
    return made


def offer_line(offer: Offer) -> OfferLine:
    """What the supporter is shown of an offer."""
    asked = offer.request
    return OfferLine(
        public_id=offer.public_id,
        topics=_words(asked.topics),
        mode=asked.get_mode_display(),
        language=asked.get_language_display(),
        is_urgent=asked.urgency == SupportRequest.Urgency.URGENT,
        made_at=offer.made_at,
        due_at=offer.due_at,
        state=offer.state,
    )


def pairs_of(supporter: Supporter, now: datetime) -> list[PairLine]:
    """Those that talk, and those that ended so lately that their words can still be read."""
    kept_since = now - MESSAGES_KEPT_AFTER_END
    active = Pairing.objects.filter(supporter=supporter, state=Pairing.State.ACTIVE)
    ended = Pairing.objects.filter(supporter=supporter, ended_at__gt=kept_since)
    return [
        PairLine(pair.public_id, _words(pair.request.topics), pair.started_at, pair.ended_at)
        for found in (active.order_by("started_at"), ended.order_by("-ended_at"))
        for pair in found.select_related("request")
    ]


def active_pairs(supporter: Supporter) -> int:
    """With how many people the supporter talks now."""
    return Pairing.objects.active().filter(supporter=supporter).count()


def reasons_for_no_offers(supporter: Supporter, now: datetime) -> list["str | Promise"]:
    """Why nobody is asked of this supporter just now, for their own eyes."""
    today = timezone.localdate(now)
    reasons: list[str | Promise] = []
    if due_date(supporter.training_due_on, today).stops_offers:
        reasons.append(_("Your training has been overdue for more than 30 days."))
    if due_date(supporter.supervision_due_on, today).stops_offers:
        reasons.append(_("Your supervision has been overdue for more than 30 days."))
    if SupportRequest.objects.of(supporter.person).open().exists():
        reasons.append(_("You have asked for support yourself. Look after yourself first."))
    if supporter.held >= supporter.capacity:
        reasons.append(_("All your places are taken."))
    if supporter.last_taken_at is not None and supporter.last_taken_at > now - ONE_NEW_WITHIN:
        reasons.append(_("You took somebody on within the last week. One new person a week."))
    return reasons


def coordinated_supporters(
    user: User, states: tuple[str, ...], sort: str, today: date
) -> "QuerySet[Supporter]":
    """The supporters who work today in a force that the user coordinates."""
    order: tuple[str | OrderBy, ...] = (*SORTS.get(sort, ()), *BY_NAME)
    return _within(user, today).filter(state__in=states).order_by(*order)


def coordinated_supporter(user: User, public_id: UUID, today: date) -> Supporter | None:
    """One of them."""
    return _within(user, today).filter(public_id=public_id).first()


def without_post(today: date) -> "QuerySet[Supporter]":
    """Those who work nowhere any more, in another force than the one that took them on, or where
    nobody could speak to them in confidence.
    """
    role = RoleGrant.objects.not_revoked().filter(
        person=OuterRef("person"), role=Role.PEER_SUPPORTER
    )
    post = Membership.objects.current(today).filter(person=OuterRef("person"))
    at_work = Exists(post.exclude(rasso_role__in=APART))
    has_moved = Exists(role) & ~Exists(post.filter(force__in=role.values("scope")))
    found: QuerySet[Supporter] = Supporter.objects.filter(
        ~at_work | has_moved | Q(person__is_active=False), state__in=CURRENT
    )
    return found.select_related("person").order_by("pk")


def _within(user: User, today: date) -> "QuerySet[Supporter]":
    posts = Membership.objects.current(today).filter(force__in=coordinated_forces(user))
    found: QuerySet[Supporter] = Supporter.objects.filter(
        person__in=posts.values("person")
    ).select_related("person")
    return found


def _words(topics: list[str]) -> tuple[str, ...]:
    return tuple(str(Topic(code).label) for code in topics)
