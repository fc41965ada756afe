"""A small force that answers, changes and closes its months, for the adversary to look at.

Places and people are the product's own rows, changed by its own services; only the scores are the
test's. What a reader can see is read from the frozen tables, whatever made them.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from disclosure.attack.attack import Shown, System
from disclosure.figures import Contribution, FigureSource, Gathered, Measure
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.services import close_month
from organisation.models import Membership, Node, RassoRole
from organisation.selectors import places_on
from organisation.services.membership import Post, change_post, join_force
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    ForceFactory,
    MembershipFactory,
    RankFactory,
    TeamFactory,
    UnitFactory,
)

COLLECTION = "adversary"
MEASURE = "pulse.overall"
MONTHS = (date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1))
# Teams that are published, hidden, and on the edge; unit and force have people of their own.
TEAMS = {"alder": 14, "beech": 12, "cedar": 4, "damson": 8}, {"elder": 24, "fir": 11, "gorse": 3}
# People of the force and the units themselves, and of another force in another region.
STAFF = {"force": 5, "unit-1": 2, "unit-2": 2, "other": 15}
Answers = dict[int, float]


def last_day(period: date) -> date:
    """Return the last day of the month."""
    return (period + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def after(period: date, day: int = 3) -> datetime:
    """Return noon of a day in the month after, the third being the day of the close."""
    following = last_day(period) + timedelta(days=day)
    return datetime(following.year, following.month, following.day, 12, tzinfo=UTC)


@dataclass
class World:
    """The force, what its people answered in each month, and what the attacker knows of it."""

    places: dict[str, Node]
    chance: random.Random
    answers: dict[date, Answers] = field(default_factory=dict)
    gathered: dict[date, Gathered] = field(default_factory=dict)

    # What people do.

    def everybody_answers(self, period: date, share: float = 0.85) -> None:
        """Let a share of all people answer, anything between 0 and 100."""
        self.answers[period] = {
            person: round(100 * self.chance.random(), 1)
            for person in self.people_on(last_day(period))
            if self.chance.random() < share
        }

    def everybody_scores(self, period: date, score: float) -> None:
        """Let everybody answer the same."""
        self.answers[period] = dict.fromkeys(self.people_on(last_day(period)), score)

    def people_on(self, day: date) -> dict[int, Membership]:
        """Return everybody's post on the day."""
        posts = Membership.objects.current(day).order_by("pk")
        return {post.person_id: post for post in posts if post.person_id is not None}

    def people_of(self, name: str, day: date) -> list[User]:
        """Return the people of a place on the day."""
        posts = Membership.objects.current(day).filter(node=self.places[name])
        return [post.person for post in posts.order_by("pk").select_related("person")]

    # What their force does.

    def joins(self, name: str, on: date) -> User:
        """Let a new person start in a place."""
        person: User = UserFactory()
        join_force(actor=None, person=person, post=self._post(name), started_on=on)
        return person

    def moves(self, person: User, name: str, on: date) -> None:
        """Transfer a person."""
        change_post(actor=None, person=person, post=self._post(name), effective_on=on)

    def _post(self, name: str) -> Post:
        number = f"N{self.chance.randrange(10**9)}"
        return Post(self.places[name], RankFactory(), RassoRole.INVESTIGATOR, number)

    # What the engine asks.

    def source(self) -> FigureSource:
        """Return what the closing job reads."""
        return FigureSource(
            code=COLLECTION,
            measures=lambda: (Measure(MEASURE, "Overall"),),
            first_period=lambda: MONTHS[0],
            gather=self.gather,
            after_close=lambda _period: None,
        )

    def gather(self, period: date) -> Gathered:
        """Say it, and keep for the attacker what was said."""
        self.gathered[period] = self.as_of_now(period)
        return self.gathered[period]

    def as_of_now(self, period: date) -> Gathered:
        """Return who belonged where at the month's end and what they answered."""
        posts = self.people_on(last_day(period))
        contributions = [
            Contribution(f"ref-{person}", post.node_id, str(post.rasso_role), score)
            for person, score in self.answers.get(period, {}).items()
            if (post := posts.get(person)) is not None
        ]
        people = {f"ref-{person}": post.node_id for person, post in posts.items()}
        roles = {f"ref-{person}": str(post.rasso_role) for person, post in posts.items()}
        return Gathered(people, {MEASURE: contributions}, roles)

    def close(self, period: date) -> bool:
        """Close the month on its day."""
        return close_month(source=self.source(), period=period, now=after(period))

    # What a reader sees, and what an ordinary dashboard would have shown.

    def published(self) -> Iterator[System]:
        """Yield each month's figures as they stand on the pages."""
        for closing in Closing.objects.filter(collection=COLLECTION, state=Closing.State.CLOSED):
            cells = PublishedCell.objects.filter(collection=COLLECTION, period=closing.period)
            for role in cells.order_by("role").values_list("role", flat=True).distinct():
                yield System(
                    f"{closing.period:%Y-%m} {role}".strip(),
                    tree_of(FrozenPlace.objects.filter(closing=closing)),
                    self.counted(closing.period, role),
                    tuple(
                        Shown(str(cell.place_id), cell.mean, 0.5, cell.end)
                        for cell in cells.filter(role=role)
                    ),
                )

    def counted(self, period: date, role: str = "") -> dict[str, int]:
        """Return how many people were counted at each place when the month closed."""
        found: dict[str, int] = {}
        for one in self.gathered[period].contributions[MEASURE]:
            if role in ("", one.role):
                found[str(one.place_id)] = found.get(str(one.place_id), 0) + 1
        return found

    def naive(self, period: date) -> System:
        """Return the averages of a month by place, to one decimal, as GROUP BY gives them."""
        gathered = self.as_of_now(period)
        parents = {
            str(place.id): str(place.parent_id) if place.parent_id else None
            for place in places_on(last_day(period))
        }
        scores: dict[str, list[float]] = {}
        counted: dict[str, int] = {}
        for one in gathered.contributions[MEASURE]:
            place: str | None = str(one.place_id)
            counted[str(one.place_id)] = counted.get(str(one.place_id), 0) + 1
            while place is not None:
                scores.setdefault(place, []).append(one.score)
                place = parents[place]
        means = {place: round(sum(all_) / len(all_), 1) for place, all_ in scores.items()}
        figures = tuple(Shown(place, mean, 0.05) for place, mean in sorted(means.items()))
        return System(f"{period:%Y-%m} naive", parents, counted, figures)


def tree_of(places: QuerySet[FrozenPlace]) -> dict[str, str | None]:
    """Return the frozen tree with places named as the attack names them."""
    rows = places.values_list("place_id", "parent_id")
    return {str(place): str(parent) if parent else None for place, parent in rows}


def everything_published() -> str:
    """Return a hash of every row that a close has ever written, sealed bytes included."""
    digest = hashlib.sha256()
    for model in (Closing, FrozenPlace, PublishedCell, AuditRecord):
        for row in model._default_manager.order_by("pk").values_list():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def a_force(seed: int = 1) -> World:
    """Return a force of two units, seven teams and a few people at unit and force; and another."""
    force = ForceFactory(name="Force", slug="force")
    places = {"force": force}
    for number, teams in enumerate(TEAMS, start=1):
        unit = UnitFactory(parent=force, name=f"Unit {number}", slug=f"unit-{number}")
        places[f"unit-{number}"] = unit
        for name in teams:
            places[name] = TeamFactory(parent=unit, name=name.title(), slug=name)
    places["other"] = TeamFactory(name="Other", slug="other")
    for name, people in {**STAFF, **TEAMS[0], **TEAMS[1]}.items():
        for number in range(people):
            role = RassoRole.SUPERVISOR if number % 4 == 0 else RassoRole.INVESTIGATOR
            MembershipFactory(node=places[name], rasso_role=role)
    return World(places, random.Random(seed))  # noqa: S311 - a test's own dice
