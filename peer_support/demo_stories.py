"""The steps that the demo's stories of support are told in, each through the real service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, Node, RassoRole
from peer_support.asked import Asked
from peer_support.demo_content import NEW_FORCES, PEOPLED
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.services.feedback import Answers, give_feedback
from peer_support.services.messages import mark_read, send_message
from peer_support.services.offers import accept_offer, see_name
from peer_support.services.pairings import end_pairing
from peer_support.services.requests import match_me, request_support
from peer_support.services.sessions import log_session
from peer_support.services.sweeps import prompt_reviews
from peer_support.vocabulary import SLOT_CODES, LengthBand, Mode, Outcome, Topic

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The latest moment of all that a story tells; a minute before the demo is looked at.
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One request with the person who asked; the clock is handed in with every step."""

    person: User
    request: SupportRequest

    @property
    def live_offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        rows = Offer.objects.live().filter(request=self.request)
        return rows.select_related("supporter__person").first()


def askers() -> Iterator[User]:
    """Yield who may ask: constables of the ten forces in turn, none of whom listens."""
    listening = Supporter.objects.values("person")
    today = timezone.localdate()
    posts = Membership.objects.current(today).exclude(person__in=listening)
    posts = posts.filter(rasso_role=RassoRole.INVESTIGATOR, person__is_active=True)
    posts = posts.exclude(person__email__contains="@demo.example").select_related("person")
    forces = Node.objects.filter(slug__in=(*PEOPLED, *NEW_FORCES)).order_by("slug")
    turns = [iter(posts.filter(force=force).order_by("-pk")) for force in forces]
    while turns:
        for turn in tuple(turns):
            post = next(turn, None)
            if post is None:
                turns.remove(turn)
            else:
                yield post.person


def ask(person: User, ask: Asked, at: datetime) -> Story:
    """Let the person ask."""
    version = current_limits().version
    request = request_support(person=person, ask=ask, limits_version=version, now=at)
    return Story(person, request)


def ask_to_be_matched(person: User, wish: Asked, at: datetime) -> Story:
    """Let the person ask and take "match me"."""
    story = ask(person, wish, at)
    match_me(person=person, request_id=story.request.public_id, now=at + A_MINUTE)
    return story


def wish_for(topic: Topic, **more: object) -> Asked:
    """Return a wish that many can meet: any time, one topic."""
    return Asked(slots=SLOT_CODES, topics=(topic,), **more)  # type: ignore[arg-type] # its own fields


def accept(story: Story, at: datetime) -> Pairing:
    """Let the supporter who was asked look at the name, and accept."""
    offer = story.live_offer
    if offer is None:
        raise LookupError("Nobody was found for a story of the demo that tells of a pair.")
    listener = offer.supporter.person
    see_name(person=listener, offer_id=offer.public_id, now=at)
    version = current_limits().version
    return accept_offer(
        person=listener, offer_id=offer.public_id, limits_version=version, now=at + A_MINUTE
    )


def talk(story: Story, pairing: Pairing, at: datetime, topic: Topic) -> None:
    """Let the two write to each other and meet once."""
    listener = pairing.supporter.person
    lines = (
        (listener, "Hello, thank you for asking. When would you like to talk?"),
        (story.person, "Thank you for getting in touch. Thursday evening would be good."),
        (listener, "Thursday at seven, then."),
    )
    for number, (person, words) in enumerate(lines):
        when = at + number * HOUR
        sent = send_message(person=person, pairing_id=pairing.public_id, text=words, now=when)
        for reader in (story.person, listener):
            mark_read(
                person=reader, pairing_id=pairing.public_id, number=sent.number, now=when + A_MINUTE
            )
    met = at + 2 * DAY
    log_session(
        person=listener,
        pairing_id=pairing.public_id,
        held_on=timezone.localdate(met),
        length=LengthBand.UP_TO_60,
        mode=Mode.REMOTE,
        topic=topic,
        now=met,
    )


def review(at: datetime) -> None:
    """Let those who have been a pair for two weeks be asked to look back."""
    prompt_reviews(now=at)


def end(story: Story, pairing: Pairing, at: datetime, *, stars: int | None) -> None:
    """Let the supporter end it; whoever asked answers the three questions, or does not."""
    listener = pairing.supporter.person
    end_pairing(person=listener, pairing_id=pairing.public_id, outcome=Outcome.LISTENED, now=at)
    if stars is not None:
        answers = Answers(was_listened_to=5, felt_safe=stars, would_ask_again=stars)
        give_feedback(
            person=story.person, pairing_id=pairing.public_id, answers=answers, now=at + HOUR
        )
