"""The demo's supporters: they apply, are trained, and a panel takes them on; by the services."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, Node, RassoRole
from peer_support.demo_content import (
    NEW_FORCES,
    PEOPLED,
    RARE_TOPIC,
    SEED,
    SUPPORTER,
    SUPPORTERS_IN_NEW_FORCE,
    SUPPORTERS_TOPICS,
    TRAINED_IN_RARE,
)
from peer_support.demo_people import coordinator_of
from peer_support.models import Supporter, SupporterDecision
from peer_support.profiles import Profile
from peer_support.services.records import record_supervision, record_training
from peer_support.services.supporters import apply_to_support, decide_application
from peer_support.vocabulary import SLOT_CODES, Gender, Language, Mode, Topic

# Officers and staff who work beside others, not above them.
LISTENING = (RassoRole.INVESTIGATOR, RassoRole.SOLO, RassoRole.DIGITAL, RassoRole.DISCLOSURE)
APPLIED, TRAINED, DECIDED = timedelta(days=210), timedelta(days=190), timedelta(days=180)
SUPERVISED = timedelta(days=40)
RENEWED_AFTER, SEEN_AFTER = timedelta(days=730), timedelta(days=90)
COMMON = [topic for topic in Topic if topic != RARE_TOPIC]
# One in this many has let the day of a training or supervision pass.
LATE_EVERY = 13


def seed_supporters(now: datetime) -> None:
    """Take on every supporter of the story."""
    chance = Random(SEED)  # noqa: S311 -- a story, not a secret
    for number, (force, person) in enumerate(_who_listens()):
        _take_on(number, person, coordinator_of(force), now, chance)
    for force in _forces():
        _only_apply(force, now)


def supporters_of_rare_topic() -> list[Supporter]:
    """Return the few who are trained in the topic that nobody free is trained in."""
    return list(Supporter.objects.filter(topics__contains=[RARE_TOPIC]).order_by("pk"))


def _who_listens() -> Iterator[tuple[Node, User]]:
    wanted = PEOPLED | dict.fromkeys(NEW_FORCES, SUPPORTERS_IN_NEW_FORCE)
    for slug, count in wanted.items():
        force = Node.objects.get(slug=slug)
        yield from ((force, person) for person in islice(_candidates(force), count))


def _forces() -> list[Node]:
    return list(Node.objects.filter(slug__in=(*PEOPLED, *NEW_FORCES)).order_by("slug"))


def _candidates(force: Node) -> list[User]:
    """The demo's own supporter first, then a few of each team in turn."""
    today = timezone.localdate()
    posts = Membership.objects.current(today).filter(force=force, person__is_active=True)
    posts = posts.filter(rasso_role__in=LISTENING).exclude(person__email__contains="@demo.example")
    named = User.objects.filter(email=SUPPORTER, memberships__force=force)
    turns: dict[int, int] = {}
    ranked: list[tuple[int, int, User]] = []
    for post in posts.select_related("person").order_by("pk"):
        turns[post.node_id] = turn = turns.get(post.node_id, 0) + 1
        ranked.append((turn, post.pk, post.person))
    return [*named, *(person for _turn, _pk, person in sorted(ranked, key=lambda one: one[:2]))]


def _profile(person: User, chance: Random) -> Profile:
    days = chance.sample(SLOT_CODES, k=chance.randint(6, 12))
    both = chance.random() < 0.7  # noqa: PLR2004 -- a share
    lived = tuple(chance.sample(COMMON, k=2)) if chance.random() < 0.4 else ()  # noqa: PLR2004
    languages = [Language.ENGLISH, *chance.sample(list(Language)[1:], k=chance.randint(0, 1))]
    return Profile(
        alias=person.first_name,
        slots=(*days, "thu_eve"),
        gender=chance.choice((Gender.WOMAN, Gender.WOMAN, Gender.MAN, Gender.NOT_SAID)),
        languages=tuple(languages),
        modes=(Mode.REMOTE, Mode.IN_PERSON) if both else (Mode.REMOTE,),
        lived=lived,
        lived_counts=bool(lived),
        capacity=chance.choice((2, 3, 3, 3, 4)),
    )


def _take_on(number: int, person: User, actor: User, now: datetime, chance: Random) -> None:
    supporter = apply_to_support(
        person=person,
        profile=_profile(person, chance),
        motivation="Somebody listened to me when I needed it. (Invented.)",
        now=now - APPLIED,
    )
    trained_on = timezone.localdate(now - TRAINED)
    is_late = number % LATE_EVERY == LATE_EVERY - 1
    record_training(
        actor=actor,
        supporter=supporter,
        held_on=trained_on,
        due_again_on=trained_on + (TRAINED - timedelta(days=45) if is_late else RENEWED_AFTER),
        topics=_topics_of(number, person, chance),
        evidence="Attendance list, training record (invented)",
        now=now - TRAINED,
    )
    decide_application(
        actor=actor,
        supporter=supporter,
        kind=SupporterDecision.Kind.TAKEN_ON,
        panel="Panel of three (invented)",
        reason="Listens well, knows where more help is.",
        now=now - DECIDED,
    )
    seen_on = timezone.localdate(now - SUPERVISED)
    record_supervision(
        actor=actor,
        supporter=supporter,
        held_on=seen_on,
        due_again_on=seen_on + SEEN_AFTER,
        evidence="Supervisor’s diary (invented)",
        now=now - SUPERVISED,
    )


def _topics_of(number: int, person: User, chance: Random) -> list[str]:
    if person.email == SUPPORTER:
        return list(SUPPORTERS_TOPICS)
    topics: list[str] = list(chance.sample(COMMON, k=chance.randint(4, 7)))
    return [*topics, RARE_TOPIC] if 0 < number <= TRAINED_IN_RARE else topics


def _only_apply(force: Node, now: datetime) -> None:
    """Let one more person apply, whom the panel has still to meet."""
    taken = set(Supporter.objects.values_list("person_id", flat=True))
    waiting = next((one for one in _candidates(force) if one.pk not in taken), None)
    if waiting is None:
        return
    apply_to_support(
        person=waiting,
        profile=Profile(alias=waiting.first_name, slots=("mon_eve", "thu_eve")),
        motivation="I would like to give something back. (Invented.)",
        now=now - timedelta(days=6),
    )
