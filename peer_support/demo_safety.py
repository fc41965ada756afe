"""Two concerns of the demo: one that is open, and one whose conversation was opened and read."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from accounts.models import User
from organisation.models import Membership, Node, Role, RoleGrant
from peer_support import demo_stories as tell
from peer_support.demo_content import MAIN_FORCE, SAFEGUARDING, SUPPORTER
from peer_support.demo_stories import A_MINUTE, DAY, HOUR
from peer_support.exceptions import NotAvailableError
from peer_support.models import Pairing, Supporter
from peer_support.services.break_glass import (
    ask_to_open,
    decide_opening,
    read_opening,
    tell_after,
)
from peer_support.services.concerns import close_concern, raise_concern
from peer_support.services.requests import choose_supporter
from peer_support.vocabulary import Topic

WORRY = "I think that my supporter spoke to somebody about me. (Invented.)"
SECOND_WORRY = "I am worried that my supporter is not well. (Invented.)"
REASON = "To see whether somebody has to be kept from harm. (Invented.)"
OPENED_AGO, OPEN_AGO = 20 * DAY, 3 * DAY


def seed_safety(people: Iterator[User], now: datetime) -> None:
    """Let two people raise a concern; the older one led to an hour of reading by two leads."""
    lead = User.objects.get(email=SAFEGUARDING)
    second = _second_lead(lead)
    old = _pair(next(people), now - OPENED_AGO - 2 * DAY)
    _opened(old, lead, second, now - OPENED_AGO)
    recent = _pair(next(people), now - OPEN_AGO - 4 * DAY)
    _raise(recent, WORRY, now - OPEN_AGO)


def _pair(person: User, at: datetime) -> tuple[tell.Story, Pairing]:
    """Pair the person with a supporter of the main force, whose leads the concern comes to."""
    story = tell.ask(person, tell.wish_for(Topic.CONFLICT), at)
    for supporter in _supporters_at_home():
        try:
            choose_supporter(
                person=person,
                request_id=story.request.public_id,
                supporter_id=supporter.public_id,
                now=at,
            )
        except NotAvailableError:
            continue
        pairing = tell.accept(story, at + HOUR)
        tell.talk(story, pairing, at + 2 * HOUR, Topic.CONFLICT)
        return story, pairing
    raise LookupError("Nobody was found for a story of the demo about a concern.")


def _supporters_at_home() -> list[Supporter]:
    here = Membership.objects.filter(force__slug=MAIN_FORCE, ended_on=None).values("person")
    rows = Supporter.objects.active().filter(person__in=here, held=0)
    return list(rows.exclude(person__email=SUPPORTER).order_by("pk"))


def _raise(pair: tuple[tell.Story, Pairing], words: str, at: datetime) -> UUID:
    story, pairing = pair
    concern = raise_concern(
        person=story.person,
        pairing_id=pairing.public_id,
        words=words,
        message_numbers=[3],
        now=at,
    )
    return concern.public_id


def _opened(pair: tuple[tell.Story, Pairing], lead: User, second: User, at: datetime) -> None:
    concern_id = _raise(pair, SECOND_WORRY, at)
    asked = ask_to_open(person=lead, concern_id=concern_id, reason=REASON, now=at + HOUR)
    opened = at + 2 * HOUR
    decide_opening(person=second, opening_id=asked.public_id, approve=True, now=opened)
    read_opening(person=lead, opening_id=asked.public_id, now=opened + A_MINUTE)
    tell_after(now=opened + 2 * HOUR)
    close_concern(person=lead, concern_id=concern_id, now=opened + DAY)


def _second_lead(lead: User) -> User:
    force = Node.objects.get(slug=MAIN_FORCE)
    grants = RoleGrant.objects.filter(role=Role.SAFEGUARDING_LEAD, scope=force)
    return grants.exclude(person=lead).select_related("person").earliest("pk").person
