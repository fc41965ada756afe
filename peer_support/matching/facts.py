"""All that the hard rules and the fit know of a request, of a supporter and of the two together."""

from dataclasses import dataclass
from enum import StrEnum

NOTHING: frozenset[str] = frozenset()

# Codes of rules.py that hold between two persons, whatever the request says.
Between = frozenset[str]


class Mode(StrEnum):
    """How the two meet."""

    REMOTE = "remote"
    IN_PERSON = "in_person"


def other_mode(mode: str) -> Mode:
    """Return the other way to meet."""
    return Mode.IN_PERSON if mode == Mode.REMOTE else Mode.REMOTE


class ForceWish(StrEnum):
    """Whether the supporter should work in the requester's force; empty for no wish."""

    NONE = ""
    SAME = "same"
    OTHER = "other"


BOTH_MODES = frozenset({Mode.REMOTE.value, Mode.IN_PERSON.value})


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: where its person stands, what is asked, and which wishes are conditions.

    rank counts upwards in steps; tier is 0 urgent, 1 past target, 2 routine. An empty gender,
    force_wish or language, and a rank_gap_max of None, mean that there is no such wish.
    """

    id: str
    person: str
    force: str = ""
    region: str = ""
    team: str = ""
    role: str = ""
    rank: int = 0
    language: str = ""
    topics: frozenset[str] = NOTHING
    required_topics: frozenset[str] = NOTHING
    mode: str = Mode.REMOTE
    slots: frozenset[str] = NOTHING
    tier: int = 2
    gender: str = ""
    gender_required: bool = False
    force_wish: str = ForceWish.NONE
    force_required: bool = False
    rank_gap_max: int | None = None
    own_team: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """One supporter, who would bear with the requester.

    lived is empty unless they opted in. held counts cases and reserved places of this moment.
    is_active means that they may be given an offer: neither paused nor gone, training and
    supervision not overdue by more than thirty days, no open request of their own, and nobody
    new in this week.
    """

    id: str
    person: str
    force: str = ""
    region: str = ""
    team: str = ""
    role: str = ""
    rank: int = 0
    gender: str = ""
    languages: frozenset[str] = NOTHING
    topics: frozenset[str] = NOTHING
    lived: frozenset[str] = NOTHING
    modes: frozenset[str] = BOTH_MODES
    slots: frozenset[str] = NOTHING
    capacity: int = 3
    held: int = 0
    is_active: bool = True
