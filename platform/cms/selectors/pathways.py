"""The steps of a learning pathway, as far as a reader may know of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wagtail import hooks

from cms.models import BasePage, PathwayPage
from cms.selectors.pages import Visitor, pages_visible_to

# A package whose pages can be completed registers a function under this name, which says how far
# the reader has come: (reader, keys of pages) -> words and look of a tag by key.
STATES_HOOK = "states_of_pathway_steps"


@dataclass(frozen=True, slots=True)
class StepState:
    """How far the reader has come with a step: the words and the look of its tag."""

    words: str
    look: str


StatesOf = Callable[[Visitor, Iterable[int]], Mapping[int, StepState]]


@dataclass(frozen=True, slots=True)
class Step:
    """One page on the way that the reader may read."""

    title: str
    url: str
    kind: str
    why: str
    # Empty unless the page is OFFICIAL-SENSITIVE.
    marking: str
    state: StepState | None


def steps_for(reader: Visitor, pathway: PathwayPage) -> list[Step]:
    """Return the steps in order; those that the reader may not read leave no gap."""
    chosen = [(step.value["page"], step.value["why"]) for step in pathway.steps]
    keys = {page.pk for page, _why in chosen if page}
    readable = {page.pk: page for page in pages_visible_to(reader).filter(pk__in=keys).specific()}
    states = _states(reader, readable)
    return [
        _step(readable[page.pk], why or "", states.get(page.pk))
        for page, why in chosen
        if page and page.pk in readable
    ]


def _states(reader: Visitor, keys: Iterable[int]) -> dict[int, StepState]:
    found: dict[int, StepState] = {}
    registered: list[StatesOf] = hooks.get_hooks(STATES_HOOK)
    for states_of in registered:
        found.update(states_of(reader, keys))
    return found


def _step(page: BasePage, why: str, state: StepState | None) -> Step:
    return Step(
        title=page.title,
        url=page.get_url() or "",
        kind=str(page.page_type_display_name),
        why=why,
        marking=page.get_marking_display() if page.is_sensitive else "",
        state=state,
    )
