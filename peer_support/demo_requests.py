"""What became of forty people who asked, so that every state can be looked at in the demo."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count, islice

from django.utils import timezone

from accounts.models import User
from peer_support import demo_stories as tell
from peer_support.demo_content import (
    CONVERSATION,
    MAIN_FORCE,
    RARE_TOPIC,
    SUPPORTER,
)
from peer_support.demo_safety import seed_safety
from peer_support.demo_stories import DAY, HOUR
from peer_support.demo_supporters import supporters_of_rare_topic
from peer_support.limits import HOURS_TO_ANSWER
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.services.messages import mark_read, send_message
from peer_support.services.offers import decline_offer, say_known, see_name
from peer_support.services.pauses import pause_supporting
from peer_support.services.requests import choose_supporter, withdraw_request
from peer_support.services.sessions import log_session
from peer_support.services.sweeps import ask_coordinators, expire_offers, lapse_choosing
from peer_support.vocabulary import LengthBand, Mode, Topic
from peer_support.working_time import add_working_hours

PAIRED_OFFICER = "officer2@demo.example"
BEFORE = 12 * DAY
TOPICS = (Topic.WORKLOAD, Topic.TRAUMA, Topic.SLEEP, Topic.COURT, Topic.DIGITAL_MATERIAL)
ENDED, PAIRED, OFFERED, CHOOSING, WITHDRAWN, LAPSED = 7, 5, 4, 3, 3, 2
DECLINED, KNOWN, EXPIRED, WAITING = 3, 2, 3, 4


def seed_requests(now: datetime) -> int:
    """Tell every story; return how many people asked."""
    people, topics = tell.askers(), (TOPICS[number % len(TOPICS)] for number in count())
    _officer_and_supporter(now)
    _offer_to_supporter(people, now)
    _over(people, topics, now)
    _under_way(people, topics, now)
    _passed_on(people, topics, now)
    _nobody_free(people, now)
    seed_safety(people, now)
    return SupportRequest.objects.count()


def _officer_and_supporter(now: datetime) -> None:
    """Let two of the demo's accounts be a pair, with a harmless conversation."""
    officer = User.objects.get(email=PAIRED_OFFICER)
    listener = Supporter.objects.select_related("person").get(person__email=SUPPORTER)
    began = now - BEFORE
    story = tell.ask(officer, tell.wish_for(Topic.SLEEP), began)
    choose_supporter(
        person=officer,
        request_id=story.request.public_id,
        supporter_id=listener.public_id,
        now=began,
    )
    pairing = tell.accept(story, began + HOUR)
    for line in CONVERSATION:
        when = began + (1 + line.after_hours) * HOUR
        writer, reader = (
            (listener.person, officer) if line.is_supporters else (officer, listener.person)
        )
        sent = send_message(person=writer, pairing_id=pairing.public_id, text=line.text, now=when)
        if line != CONVERSATION[-1]:
            mark_read(
                person=reader, pairing_id=pairing.public_id, number=sent.number, now=when + HOUR
            )
    log_session(
        person=listener.person,
        pairing_id=pairing.public_id,
        held_on=timezone.localdate(began + 4 * DAY),
        length=LengthBand.UP_TO_60,
        mode=Mode.IN_PERSON,
        topic=Topic.SLEEP,
        now=now - DAY,
    )


def _offer_to_supporter(people: Iterator[User], now: datetime) -> None:
    """Let somebody of another force choose the demo's supporter, who has yet to answer."""
    person = next(one for one in people if MAIN_FORCE not in one.email)
    at = now - 2 * HOUR
    story = tell.ask(person, tell.wish_for(Topic.WORKLOAD), at)
    choose_supporter(
        person=person,
        request_id=story.request.public_id,
        supporter_id=Supporter.objects.get(person__email=SUPPORTER).public_id,
        now=at,
    )


def _over(people: Iterator[User], topics: Iterator[Topic], now: datetime) -> None:
    for number in range(ENDED):
        topic, at = next(topics), now - (110 - 9 * number) * DAY
        story = tell.ask_to_be_matched(next(people), tell.wish_for(topic), at)
        pairing = tell.accept(story, at + 3 * HOUR)
        tell.talk(story, pairing, at + 5 * HOUR, topic)
        tell.end(story, pairing, at + 30 * DAY, stars=4 + number % 2 if number % 3 else None)
    for number in range(WITHDRAWN):
        at = now - (20 - number) * DAY
        story = tell.ask_to_be_matched(next(people), tell.wish_for(next(topics)), at)
        withdraw_request(person=story.person, request_id=story.request.public_id, now=at + HOUR)
    for number in range(LAPSED):
        tell.ask(next(people), tell.wish_for(next(topics)), now - (25 - number) * DAY)
    lapse_choosing(now=now - 5 * DAY)


def _under_way(people: Iterator[User], topics: Iterator[Topic], now: datetime) -> None:
    for number in range(PAIRED):
        topic, at = next(topics), now - (24 - 4 * number) * DAY
        story = tell.ask_to_be_matched(next(people), tell.wish_for(topic), at)
        pairing = tell.accept(story, at + 4 * HOUR)
        tell.talk(story, pairing, at + 6 * HOUR, topic)
    # Those who began more than two weeks ago have been asked to look back.
    tell.review(now - DAY)
    for _number in range(CHOOSING):
        tell.ask(next(people), tell.wish_for(next(topics)), now - DAY)
    for number in range(OFFERED):
        wish = tell.wish_for(
            next(topics),
            urgency=(SupportRequest.Urgency.ROUTINE if number else SupportRequest.Urgency.URGENT),
        )
        tell.ask_to_be_matched(next(people), wish, now - HOUR)


def _passed_on(people: Iterator[User], topics: Iterator[Topic], now: datetime) -> None:
    """Offers that were not accepted: each went on to the next best without the person's doing."""
    at = _too_long_ago(now)
    for _number in range(EXPIRED):
        tell.ask_to_be_matched(next(people), tell.wish_for(next(topics)), at)
    expire_offers(now=now - HOUR)
    for _number in range(DECLINED):
        story = tell.ask_to_be_matched(next(people), tell.wish_for(next(topics)), now - 5 * HOUR)
        offer = _offer_of(story)
        decline_offer(person=offer.supporter.person, offer_id=offer.public_id, now=now - 2 * HOUR)
    for _number in range(KNOWN):
        story = tell.ask_to_be_matched(next(people), tell.wish_for(next(topics)), now - 6 * HOUR)
        offer = _offer_of(story)
        who = offer.supporter.person
        see_name(person=who, offer_id=offer.public_id, now=now - 3 * HOUR)
        say_known(person=who, offer_id=offer.public_id, now=now - 2 * HOUR)


def _offer_of(story: tell.Story) -> Offer:
    offer = story.live_offer
    if offer is None:
        raise LookupError("Nobody was found for a story of the demo that tells of an offer.")
    return offer


def _too_long_ago(now: datetime) -> datetime:
    """Return the latest moment whose offers were not answered in time, whatever day it is."""
    latest = now - HOUR
    while add_working_hours(latest, HOURS_TO_ANSWER) > now - HOUR:
        latest -= HOUR
    return latest


def _nobody_free(people: Iterator[User], now: datetime) -> None:
    """Let those few pause who are trained in one topic: whoever needs it waits."""
    for supporter in supporters_of_rare_topic():
        pause_supporting(person=supporter.person, now=now - 20 * DAY)
    wish = tell.wish_for(RARE_TOPIC, required_topics=(RARE_TOPIC,))
    at_home = (person for person in people if person.email.endswith(f"@{MAIN_FORCE}.example"))
    for number, person in enumerate(islice(at_home, WAITING)):
        tell.ask_to_be_matched(person, wish, now - (4 + number) * DAY)
    ask_coordinators(now=now - HOUR)
