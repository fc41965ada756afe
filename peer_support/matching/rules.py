"""The one place of the hard rules: who may never be paired, whatever the fit.

The product's SQL (sql_rules.py), the solver, the lock around an acceptance and the tests all go by
the codes of this module; a test holds the SQL and these functions together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from peer_support.matching.facts import Ask, Bearer, Between, ForceWish, Mode

# Kept with every offer: raise it when the answer for any pair could change.
RULES_VERSION = "1"

SELF = "self"
IN_LINE = "in_line"
SAME_MANAGER = "same_manager"
SAME_TEAM = "same_team"
SAME_INVESTIGATION = "same_investigation"
STANDARDS_OR_HR = "standards_or_hr"
RELATION = "relation"
EXCLUDED = "excluded"
DECLINED_BEFORE = "declined_before"
NO_PLACE = "no_place"
NOT_AVAILABLE = "not_available"
TOPIC_NOT_TRAINED = "topic_not_trained"
LANGUAGE = "language"
GENDER = "gender"
FORCE = "force"
REGION = "region"
MODE = "mode"
NO_SHARED_SLOT = "no_shared_slot"
RANK_GAP = "rank_gap"

Blocks = Callable[[Ask, Bearer, Between], bool]


class Kind(StrEnum):
    """What may be said of a rule that stands in the way."""

    # Lies between two people: counted as "not available" and never explained, because a count
    # of its own would tell that one's line manager, say, is a supporter.
    PERSONAL = "personal"
    # Lies with the supporter at this moment.
    STATE = "state"
    # Lies in what was asked, and the requester could ask for less.
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class HardRule:
    """One reason why two people are no pair; label is what a coordinator reads beside a count."""

    code: str
    kind: Kind
    label: str
    blocks: Blocks


def gettext_noop(words: str) -> str:
    """Mark words for translation, which happens where they are shown: this module is pure."""
    return words


def _bar(code: str) -> Blocks:
    """Return the test of a rule that is decided outside, between the two persons."""
    return lambda _ask, _bearer, between: code in between


def _is_self(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.person == bearer.person


def _is_same_team(ask: Ask, bearer: Bearer, between: Between) -> bool:
    if ask.own_team:
        return False
    return SAME_TEAM in between or (ask.team != "" and ask.team == bearer.team)


def _has_no_place(_ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return bearer.held >= bearer.capacity


def _is_not_available(_ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return not bearer.is_active


def _misses_topic(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return not ask.required_topics <= bearer.topics


def _misses_language(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.language != "" and ask.language not in bearer.languages


def _misses_gender(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.gender_required and not is_gender_met(ask, bearer)


def _misses_force(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.force_required and not is_force_met(ask, bearer)


def _is_out_of_region(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.mode == Mode.IN_PERSON and not is_same_region(ask, bearer)


def _misses_mode(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.mode not in bearer.modes


def _shares_no_slot(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.slots.isdisjoint(bearer.slots)


def _is_rank_too_far(ask: Ask, bearer: Bearer, _between: Between) -> bool:
    return ask.rank_gap_max is not None and rank_gap(ask, bearer) > ask.rank_gap_max


def is_gender_met(ask: Ask, bearer: Bearer) -> bool:
    """Whether a wish for a gender, if there is one, is met."""
    return ask.gender in {"", bearer.gender}


def is_force_met(ask: Ask, bearer: Bearer) -> bool:
    """Whether a wish for the same or another force, if there is one, is met."""
    if ask.force_wish == ForceWish.SAME:
        return ask.force != "" and ask.force == bearer.force
    if ask.force_wish == ForceWish.OTHER:
        return ask.force != bearer.force
    return True


def is_same_region(ask: Ask, bearer: Bearer) -> bool:
    """Whether both work in one region; nobody is near a person whose region is not known."""
    return ask.region != "" and ask.region == bearer.region


def is_same_role(ask: Ask, bearer: Bearer) -> bool:
    """Whether both do the same work; nobody is like a person whose work is not known."""
    return ask.role != "" and ask.role == bearer.role


def rank_gap(ask: Ask, bearer: Bearer) -> int:
    """Return the number of ranks between the two, in either direction."""
    return abs(ask.rank - bearer.rank)


_PERSONAL_RULES = (
    HardRule(SELF, Kind.PERSONAL, gettext_noop("The requester"), _is_self),
    HardRule(IN_LINE, Kind.PERSONAL, gettext_noop("In the line of management"), _bar(IN_LINE)),
    HardRule(SAME_MANAGER, Kind.PERSONAL, gettext_noop("Same line manager"), _bar(SAME_MANAGER)),
    HardRule(SAME_TEAM, Kind.PERSONAL, gettext_noop("Same team in 12 months"), _is_same_team),
    HardRule(
        SAME_INVESTIGATION,
        Kind.PERSONAL,
        gettext_noop("Same investigation"),
        _bar(SAME_INVESTIGATION),
    ),
    HardRule(
        STANDARDS_OR_HR,
        Kind.PERSONAL,
        gettext_noop("Works in professional standards or human resources"),
        _bar(STANDARDS_OR_HR),
    ),
    HardRule(RELATION, Kind.PERSONAL, gettext_noop("Related"), _bar(RELATION)),
    HardRule(EXCLUDED, Kind.PERSONAL, gettext_noop("Ruled out by one of the two"), _bar(EXCLUDED)),
    HardRule(
        DECLINED_BEFORE,
        Kind.PERSONAL,
        gettext_noop("Was asked about this request before"),
        _bar(DECLINED_BEFORE),
    ),
)

_STATE_RULES = (
    HardRule(NO_PLACE, Kind.STATE, gettext_noop("No free place"), _has_no_place),
    HardRule(NOT_AVAILABLE, Kind.STATE, gettext_noop("Not available"), _is_not_available),
)

_WISH_RULES = (
    HardRule(
        TOPIC_NOT_TRAINED,
        Kind.WISH,
        gettext_noop("Not trained in a required topic"),
        _misses_topic,
    ),
    HardRule(
        LANGUAGE, Kind.WISH, gettext_noop("Does not speak the language asked for"), _misses_language
    ),
    HardRule(GENDER, Kind.WISH, gettext_noop("Not of the gender asked for"), _misses_gender),
    HardRule(FORCE, Kind.WISH, gettext_noop("Not in a force asked for"), _misses_force),
    HardRule(REGION, Kind.WISH, gettext_noop("Too far away to meet in person"), _is_out_of_region),
    HardRule(MODE, Kind.WISH, gettext_noop("Does not meet in the way asked for"), _misses_mode),
    HardRule(
        NO_SHARED_SLOT, Kind.WISH, gettext_noop("Not free at the same times"), _shares_no_slot
    ),
    HardRule(RANK_GAP, Kind.WISH, gettext_noop("Too far away in rank"), _is_rank_too_far),
)

HARD_RULES = _PERSONAL_RULES + _STATE_RULES + _WISH_RULES

PERSONAL = frozenset(rule.code for rule in _PERSONAL_RULES)
STATES = frozenset(rule.code for rule in _STATE_RULES)
WISHES = frozenset(rule.code for rule in _WISH_RULES)


def blocking(ask: Ask, bearer: Bearer, between: Between) -> tuple[str, ...]:
    """Return the codes of every rule that keeps the two apart, in the order of HARD_RULES."""
    return tuple(rule.code for rule in HARD_RULES if rule.blocks(ask, bearer, between))


def may_pair(ask: Ask, bearer: Bearer, between: Between) -> bool:
    """Whether no rule keeps the two apart."""
    return not any(rule.blocks(ask, bearer, between) for rule in HARD_RULES)
