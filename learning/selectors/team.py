"""The learning of a supervisor's or manager's own people; never attempts, scores or answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from accounts.models import User
from learning.requirements import required_by
from learning.selectors.changes import reopened_modules
from learning.selectors.confirming import readings_of
from learning.selectors.people import (
    completed_modules,
    modules_readable_by,
    post_of,
    requirements_in_force,
    started_modules,
)
from learning.standing import NOTHING, Item, ModuleFacts, State, in_order, stand
from organisation.models import Membership
from organisation.selectors import people_in_line_of

# What a supervisor filters by, and the states that each stands for.
STATE_GROUPS: dict[str, frozenset[State]] = {
    "overdue": frozenset({State.OVERDUE}),
    "due": frozenset({State.DUE, State.DUE_SOON}),
    "in_progress": frozenset({State.IN_PROGRESS}),
    "done": frozenset({State.DONE}),
}


@dataclass(frozen=True)
class TeamFilters:
    """What to narrow the list to; empty means everything."""

    team: str = ""
    module: str = ""
    state: str = ""


@dataclass(frozen=True)
class PersonLearning:
    """One person of the line with their modules and the changed pages that they are to read."""

    name: str
    team: str
    team_slug: str
    items: list[Item]

    def _with(self, group: str) -> list[Item]:
        return [item for item in self.items if item.state in STATE_GROUPS[group]]

    @cached_property
    def overdue(self) -> list[Item]:
        """Required, and past the date."""
        return self._with("overdue")

    @cached_property
    def due(self) -> list[Item]:
        """Required, with time left; some of them begun."""
        return self._with("due")

    @cached_property
    def in_progress(self) -> list[Item]:
        """Begun by choice."""
        return self._with("in_progress")

    @cached_property
    def done(self) -> list[Item]:
        """Completed."""
        return self._with("done")


@dataclass(frozen=True)
class TeamLearning:
    """The people that the filters leave, and what there is to filter by.

    offers_sensitive: whether something that is marked is among it.
    """

    people: list[PersonLearning]
    teams: list[tuple[str, str]] = field(default_factory=list)
    modules: list[tuple[str, str]] = field(default_factory=list)
    offers_sensitive: bool = False

    def count(self, group: str) -> int:
        """How many modules of the people shown are in this group of states."""
        return sum(len(person._with(group)) for person in self.people)


def team_learning(viewer: User, filters: TeamFilters, on: date) -> TeamLearning:
    """Return the learning of the viewer's line on that day, in a fixed number of queries."""
    posts = list(
        Membership.objects.current(on)
        .filter(person__in=people_in_line_of(viewer, on))
        .select_related("person", "node")
        .order_by("person__last_name", "person__first_name", "person_id")
    )
    modules = modules_readable_by(viewer)
    readings = readings_of([post.person_id for post in posts], viewer, on)
    everyone = _learning_of(posts, modules, readings, on)
    pages = [item.module for items in readings.values() for item in items]
    offered = [*modules.values(), *pages]
    return TeamLearning(
        people=[person for person in _narrowed(everyone, filters) if _shown(person, filters)],
        teams=sorted({(post.node.slug, post.node.name) for post in posts}, key=_by_name),
        modules=sorted({(facts.slug, facts.title) for facts in offered}, key=_by_name),
        offers_sensitive=any(facts.is_sensitive for facts in offered),
    )


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]


def _learning_of(
    posts: list[Membership],
    modules: dict[int, ModuleFacts],
    readings: Mapping[int, list[Item]],
    on: date,
) -> Iterable[PersonLearning]:
    people = [post.person_id for post in posts]
    started, completed = started_modules(people), completed_modules(people)
    requirements, reopened = requirements_in_force(on), reopened_modules(people, on)
    for post in posts:
        items = stand(
            modules,
            due=required_by(requirements, post_of(post)),
            started=started.get(post.person_id, set()),
            completed=completed.get(post.person_id, {}),
            today=on,
            reopened=reopened.get(post.person_id, NOTHING),
        )
        items = in_order([*items, *readings.get(post.person_id, ())])
        yield PersonLearning(post.person.get_full_name(), post.node.name, post.node.slug, items)


def _narrowed(people: Iterable[PersonLearning], filters: TeamFilters) -> Iterable[PersonLearning]:
    for person in people:
        if filters.team and person.team_slug != filters.team:
            continue
        items = [item for item in person.items if _matches(item, filters)]
        yield PersonLearning(person.name, person.team, person.team_slug, items)


def _matches(item: Item, filters: TeamFilters) -> bool:
    if filters.module and item.module.slug != filters.module:
        return False
    return not filters.state or item.state in STATE_GROUPS[filters.state]


def _shown(person: PersonLearning, filters: TeamFilters) -> bool:
    """A person with nothing is shown in the whole list, and left out of a search for something."""
    return bool(person.items) or not (filters.module or filters.state)
