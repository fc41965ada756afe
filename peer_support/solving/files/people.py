"""The form of the file that describes people: edges come from the hard rules and the fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from peer_support.matching.facts import NOTHING, Ask, Bearer, ForceWish, Mode
from peer_support.matching.fit import DEFAULT_WEIGHTS, Weights, fit
from peer_support.matching.rules import may_pair
from peer_support.solving.files.bars import Bars, bars
from peer_support.solving.files.edges import load_penalty
from peer_support.solving.files.entries import Entry, Id, id_order
from peer_support.solving.problem import (
    BEST_FIT,
    TIERS,
    Problem,
    UnsolvableError,
    sorted_edges,
)

RANKS = {"STAFF": 0, "PC": 0, "PS": 1, "INSP": 2, "CI": 3, "SUPT": 4, "CSUPT": 5}
FORCE_RULES = {"": ForceWish.NONE, "same_only": ForceWish.SAME, "other_only": ForceWish.OTHER}
CAPACITY = 3
ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request twice: with its conditions for the hard rules, with its wishes for the fit."""

    strict: Ask
    wished: Ask


def people_problem(file: Entry) -> tuple[Problem, list[Id], list[Id]]:
    """Return the problem with the ids of its requests and of its supporters, both rising."""
    requests = _by_id(file.entries("requests", "request"))
    supporters = _by_id(file.entries("supporters", "supporter"))
    weights = _weights(file)
    penalties = load_penalty(file)
    relations = file.entries("relations", "relation") if "relations" in file.values else []
    between = bars([*requests.values(), *supporters.values()], relations)
    asking = {str(entry.id("person")) for entry in requests.values()}
    asked = [_asked(entry) for entry in requests.values()]
    bearers = [_bearer(entry, asking) for entry in supporters.values()]
    problem = Problem(
        tiers=[request.strict.tier for request in asked],
        places=[bearer.capacity for bearer in bearers],
        held=[bearer.held for bearer in bearers],
        edges=sorted_edges(_edges(asked, bearers, between, weights)),
        load_penalty=penalties,
    )
    return problem, list(requests), list(supporters)


def _edges(
    asked: Sequence[_Asked], bearers: Sequence[Bearer], between: Bars, weights: Weights
) -> Iterator[tuple[int, int, int]]:
    for i, request in enumerate(asked):
        around = between.around(request.strict.person)
        for j, bearer in enumerate(bearers):
            if may_pair(request.strict, bearer, around.get(bearer.person, NOTHING)):
                yield i, j, fit(request.wished, bearer, weights).score


def _by_id(entries: Sequence[Entry]) -> Mapping[Id, Entry]:
    found: dict[Id, Entry] = {}
    for entry in entries:
        if found.setdefault(entry.id("id"), entry) is not entry:
            raise UnsolvableError(f"{entry.where}: this id is given twice.")
    return {key: found[key] for key in sorted(found, key=id_order)}


def _asked(entry: Entry) -> _Asked:
    """Return a request; a condition and a wish may differ, and then each counts where it belongs.

    gender_hard is true where the wished gender is a condition, or the gender that is one.
    """
    tier = entry.whole("tier")
    if tier >= TIERS:
        raise entry.fault("tier", "must be 0, 1 or 2")
    gender, hard_gender = entry.wish("gender_pref"), _hard_gender(entry)
    wish = ForceWish(entry.choice("force_pref", tuple(ForceWish)))
    rule = FORCE_RULES[entry.choice("force_rule", tuple(FORCE_RULES))]
    gap = None if entry.values.get("rank_gap_max") is None else entry.whole("rank_gap_max")
    wished = Ask(
        id=str(entry.id("id")),
        person=str(entry.id("person")),
        force=entry.name("force"),
        region=entry.name("region"),
        team=entry.name("team"),
        role=entry.name("role"),
        rank=_rank(entry),
        language=entry.name("language"),
        topics=entry.names("topics", needed=True),
        required_topics=entry.names("required_topics"),
        mode=_mode(entry),
        slots=entry.names("availability", needed=True),
        tier=tier,
        gender=gender or hard_gender,
        force_wish=wish or rule,
        rank_gap_max=gap,
    )
    strict = replace(
        wished,
        gender=hard_gender,
        gender_required=bool(hard_gender),
        force_wish=rule,
        force_required=bool(rule),
    )
    return _Asked(strict, wished)


def _bearer(entry: Entry, asking: set[str]) -> Bearer:
    """Return a supporter; whoever asks for support themselves is offered to nobody meanwhile."""
    person = str(entry.id("person"))
    active = entry.wish("status") in {"", ACTIVE} and not entry.flag("training_expired")
    return Bearer(
        id=str(entry.id("id")),
        person=person,
        force=entry.name("force"),
        region=entry.name("region"),
        team=entry.name("team"),
        role=entry.name("role"),
        rank=_rank(entry),
        gender=entry.name("gender"),
        languages=entry.names("languages", needed=True),
        topics=entry.names("trained_topics", needed=True),
        lived=entry.names("lived"),
        slots=entry.names("availability", needed=True),
        capacity=entry.whole("capacity", CAPACITY),
        held=entry.whole("active_cases", 0),
        is_active=active and person not in asking,
    )


def _hard_gender(entry: Entry) -> str:
    hard = entry.values.get("gender_hard")
    if hard is None or isinstance(hard, str):
        return hard or ""
    if not isinstance(hard, bool):
        raise entry.fault("gender_hard", "must be true, false or a gender")
    return entry.wish("gender_pref") if hard else ""


def _mode(entry: Entry) -> str:
    entry.given("mode")
    return entry.choice("mode", tuple(Mode))


def _rank(entry: Entry) -> int:
    entry.given("rank")
    return RANKS[entry.choice("rank", tuple(RANKS))]


def _weights(file: Entry) -> Weights:
    """Return the weights of the document with those that the file changes."""
    given = file.values.get("weights", {})
    if not isinstance(given, dict):
        raise file.fault("weights", "must be an object")
    known = {field.name for field in fields(Weights)}
    strange = sorted(set(given) - known)
    if strange:
        raise UnsolvableError(
            f"The weights: {strange[0]} is not one of {', '.join(sorted(known))}."
        )
    entry = Entry("The weights", given)
    weights = replace(DEFAULT_WEIGHTS, **{name: entry.whole(name) for name in given})
    if sum(getattr(weights, name) for name in known) > BEST_FIT:
        raise UnsolvableError(f"The weights: together they are above {BEST_FIT}.")
    return weights
