"""How a person stands with each module: done, in progress, due or overdue. Plain values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.changes import Reopened
from learning.due_dates import due_state


class State(StrEnum):
    """One word for a person and a module; the order is the order of lists."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    DUE = "due"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STATE_LABELS: Mapping[State, "str | Promise"] = {
    State.OVERDUE: _("Overdue"),
    State.DUE_SOON: _("Due soon"),
    State.DUE: _("Due"),
    State.IN_PROGRESS: _("In progress"),
    State.DONE: _("Done"),
}
NOTHING: Mapping[int, Reopened] = MappingProxyType({})
ORDER = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True)
class ModuleFacts:
    """What a list says of a module."""

    title: str
    slug: str
    is_sensitive: bool = False
    is_page = False


@dataclass(frozen=True)
class PageFacts:
    """What a list says of a changed page that is to be read again."""

    title: str
    page: UUID
    is_sensitive: bool = False
    is_page = True

    @property
    def slug(self) -> str:
        """What lists filter by: no module is called like this."""
        return str(self.page)


@dataclass(frozen=True)
class Item:
    """A module or a changed page in somebody's learning, with the dates of its state.

    changed_on: the day of the change because of which it is to be done or read again.
    """

    module: ModuleFacts | PageFacts
    state: State
    due_on: date | None = None
    completed_on: date | None = None
    started: bool = False
    changed_on: date | None = None

    @property
    def label(self) -> "str | Promise":
        """The state in words."""
        return STATE_LABELS[self.state]


def state_of(*, due_on: date | None, completed: bool, started: bool, today: date) -> State | None:
    """Return how it stands; None for a module that is neither required nor begun."""
    if completed:
        return State.DONE
    if due_on is not None:
        return State(due_state(due_on, today=today).value)
    return State.IN_PROGRESS if started else None


def stand(
    modules: Mapping[int, ModuleFacts],
    *,
    due: Mapping[int, date],
    started: Collection[int],
    completed: Mapping[int, date],
    today: date,
    reopened: Mapping[int, Reopened] = NOTHING,
) -> list[Item]:
    """Return an item for each module that is required, begun or done, the most pressing first.

    reopened: what was completed before a material change; it is due by the date of the change,
    whatever else requires it, and its earlier completion is kept beside.
    """
    dates = {**due, **{module: again.due_on for module, again in reopened.items()}}
    items = []
    for module_id in {*due, *started, *completed, *reopened} & modules.keys():
        again = reopened.get(module_id)
        state = state_of(
            due_on=dates.get(module_id),
            completed=module_id in completed and again is None,
            started=module_id in started,
            today=today,
        )
        if state is not None:
            items.append(
                Item(
                    module=modules[module_id],
                    state=state,
                    due_on=dates.get(module_id),
                    completed_on=completed.get(module_id),
                    # Sections that were read before the change say nothing about a new start.
                    started=module_id in started and again is None,
                    changed_on=again.changed_on if again else None,
                )
            )
    return in_order(items)


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return the items with the most pressing first."""
    return sorted(items, key=_rank)


def _rank(item: Item) -> tuple[int, date, str]:
    return ORDER[item.state], item.due_on or item.completed_on or date.max, item.module.title
