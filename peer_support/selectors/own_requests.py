"""What a person finds of their own requests: the open one, and those that are over."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from peer_support.limits import MESSAGES_KEPT_AFTER_END
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.vocabulary import SLOT_CODES, SLOTS, Topic


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """The person's one open request and what belongs to its state.

    offer: the one that waits for an answer. pairing: the one that is active.
    """

    request: SupportRequest
    offer: Offer | None
    pairing: Pairing | None

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about, in words."""
        return topic_words(self.request.topics)

    @property
    def required_topics(self) -> tuple[str, ...]:
        """What the supporter must be trained in, in words."""
        return topic_words(self.request.required_topics)

    @property
    def is_any_time(self) -> bool:
        """Whether every time suits."""
        return set(self.request.slots) >= set(SLOT_CODES)

    @property
    def times(self) -> tuple[str, ...]:
        """The times that suit, in words."""
        return slot_words(self.request.slots)


@dataclass(frozen=True, slots=True)
class PastRequest:
    """A request that is over, with the pairs that came of it."""

    request: SupportRequest
    pairings: tuple[Pairing, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """What it was about, in words."""
        return topic_words(self.request.topics)


@dataclass(frozen=True, slots=True)
class OwnHome:
    """What the first page says of the person's own asking.

    ended: the pair that was last over, as long as its words can still be read.
    """

    request: SupportRequest | None
    pairing: Pairing | None
    ended: Pairing | None


@dataclass(frozen=True, slots=True)
class Listening:
    """What waits for a person who is a supporter."""

    supporter: Supporter
    offers: int
    pairs: int


def topic_words(codes: list[str]) -> tuple[str, ...]:
    """Return topics in words."""
    return tuple(str(Topic(code).label) for code in codes)


def slot_words(codes: list[str]) -> tuple[str, ...]:
    """Return times in words, in the order of the week."""
    return tuple(f"{day} {part}" for code, (day, part) in SLOTS if code in codes)


def own_open_request(person: User) -> SupportRequest | None:
    """Return the person's one open request."""
    return SupportRequest.objects.of(person).open().first()


def own_open_request_in_full(person: User) -> OpenRequest | None:
    """Return the same with what belongs to its state."""
    request = own_open_request(person)
    if request is None:
        return None
    offer = Offer.objects.live().filter(request=request).first()
    pairings = Pairing.objects.active().filter(request=request)
    return OpenRequest(request, offer, pairings.select_related("supporter").first())


def own_home(person: User, now: datetime) -> OwnHome:
    """Return the person's open request, their pair, and the one that was last over."""
    mine = Pairing.objects.filter(request__requester_ref=requester_ref_of(person))
    pairings = mine.select_related("supporter")
    readable = pairings.filter(ended_at__gt=now - MESSAGES_KEPT_AFTER_END)
    return OwnHome(
        request=own_open_request(person),
        pairing=pairings.active().first(),
        ended=readable.order_by("-ended_at").first(),
    )


def own_past_requests(person: User) -> list[PastRequest]:
    """Return the person's requests that are over, newest first."""
    over = SupportRequest.objects.of(person).exclude(state__in=SupportRequest.OPEN)
    found = over.prefetch_related("pairings__supporter")
    return [PastRequest(one, tuple(sorted(one.pairings.all(), key=_begun))) for one in found]


def listening_of(person: User) -> Listening | None:
    """Return what waits for the person as a supporter; None for who is none."""
    supporter = Supporter.objects.filter(person=person).first()
    if supporter is None:
        return None
    return Listening(
        supporter,
        offers=Offer.objects.live().filter(supporter=supporter).count(),
        pairs=Pairing.objects.active().filter(supporter=supporter).count(),
    )


def _begun(pairing: Pairing) -> datetime:
    return pairing.started_at
