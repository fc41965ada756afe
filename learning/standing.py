"""How a person stands with each module: done, in progress, due or overdue. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
ORDER = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True)
class ModuleFacts:
    """What a list says of a module."""

    title: str
    slug: str


@dataclass(frozen=True)
class Item:
    """A module in somebody's learning, with the dates that belong to its state."""

    module: ModuleFacts
    state: State
    due_on: date | None = None
    completed_on: date | None = None
    started: bool = False

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
) -> list[Item]:
    """Return an item for each module that is required, begun or done, the most pressing first."""
    items = []
    for module_id in {*due, *started, *completed} & modules.keys():
        state = state_of(
            due_on=due.get(module_id),
            completed=module_id in completed,
            started=module_id in started,
            today=today,
        )
        if state is not None:
            items.append(
                Item(
                    module=modules[module_id],
                    state=state,
                    due_on=due.get(module_id),
                    completed_on=completed.get(module_id),
                    started=module_id in started,
                )
            )
    return sorted(items, key=_rank)


def _rank(item: Item) -> tuple[int, date, str]:
    return ORDER[item.state], item.due_on or item.completed_on or date.max, item.module.title
