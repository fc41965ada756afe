"""Which check-in forms are handed in during a month of the demo, by whom and on which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from accounts.models import User
from organisation.models import Membership, Node
from wellbeing.demo_answers import ONS4, PHQ4, PULSE, answers, leaning
from wellbeing.demo_content import (
    COURSES,
    ELSEWHERE,
    MONTHLY_FROM,
    MONTHLY_SHARE,
    OFFICER,
    OFFICER_COURSE,
    OFFICER_MONTHLY_FROM,
    OFFICER_OFTEN_FROM,
    SEED,
    Course,
)

MONTHLY: Final = (ONS4, PHQ4)
OFTEN: Final = 3
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Form:
    """One form as somebody hands it in."""

    day: date
    person: User
    instrument: str
    answers: dict[str, int]
    id: UUID


def forms_of_month(month: int, period: date, until: date) -> list[Form]:
    """Return the forms of the month up to a day, in the order of days; the same in every demo."""
    courses = _courses()
    forms = [
        form
        for post in _posts(period, until)
        if post.person.email != OFFICER
        for form in _forms_of(post, courses[post.node_id], month, period, until)
    ]
    return sorted(forms, key=lambda form: form.day)


def forms_of_officer(month: int, period: date) -> list[Form]:
    """Return those of the account whose own history the demo shows: regular, and more of late."""
    officer = User.objects.filter(email=OFFICER).first()
    if officer is None:
        return []
    chance = _chance(OFFICER, month)
    level = OFFICER_COURSE.level(month)
    days = [period + week * WEEK for week in range(OFTEN if month >= OFFICER_OFTEN_FROM else 1)]
    forms = [_form(day, officer, PULSE, level, chance) for day in days]
    if month >= OFFICER_MONTHLY_FROM:
        forms += [_form(days[-1], officer, monthly, level, chance) for monthly in MONTHLY]
    return forms


def _posts(period: date, until: date) -> list[Membership]:
    """The posts held at some time of the month; a person who moved has two."""
    held = Membership.objects.not_ended(period).filter(started_on__lte=until)
    return list(held.select_related("person").order_by("person__email", "started_on"))


def _courses() -> dict[int, Course]:
    """Return for each place how its people fare: its own course, or that of the nearest above."""
    nodes = list(Node.objects.all())
    named = {node.path: COURSES[node.name] for node in nodes if node.name in COURSES}
    return {node.pk: _nearest(node.path, named) for node in nodes}


def _nearest(path: str, named: dict[str, Course]) -> Course:
    for end in range(len(path), 0, -Node.steplen):
        if path[:end] in named:
            return named[path[:end]]
    return ELSEWHERE


def _forms_of(
    post: Membership, course: Course, month: int, period: date, until: date
) -> Iterator[Form]:
    """Yield what the person hands in from this post: they choose a day, and are there on it."""
    email = post.person.email
    chance = _chance(email, month)
    takes_part = chance.random() < course.share
    day = period + timedelta(days=chance.randrange(until.day))
    if not takes_part or not _holds(post, day):
        return
    level = course.level(month) + leaning(_chance(email))
    yield _form(day, post.person, PULSE, level, chance)
    if month >= MONTHLY_FROM and chance.random() < MONTHLY_SHARE:
        for monthly in MONTHLY:
            yield _form(day, post.person, monthly, level, chance)


def _holds(post: Membership, day: date) -> bool:
    return post.started_on <= day and (post.ended_on is None or day < post.ended_on)


def _form(day: date, person: User, instrument: str, level: float, chance: Random) -> Form:
    given = answers(instrument, level, chance)
    return Form(day, person, instrument, given, UUID(int=chance.getrandbits(128), version=4))


def _chance(*about: object) -> Random:
    return Random(" ".join(map(str, (SEED, *about))))  # noqa: S311 -- a story, not a secret
