"""Says why: words for the requester, points for the coordinator, and for "nobody" what stands in
the way and which one wish could be relaxed.

What lies between two people is folded into "not available" before anything is counted: a count of
its own would tell that somebody's line manager, say, is a supporter. Points for what a supporter
has lived through are left out of what coordinators read, even as part of a sum: with all the other
factors known, a sum would tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peer_support.matching.facts import Ask, Bearer, ForceWish, Mode
from peer_support.matching.fit import DEFAULT_WEIGHTS, Fit, Weights
from peer_support.matching.rules import (
    FORCE,
    GENDER,
    HARD_RULES,
    LANGUAGE,
    MODE,
    NO_SHARED_SLOT,
    NOT_AVAILABLE,
    PERSONAL,
    RANK_GAP,
    REGION,
    STATES,
    TOPIC_NOT_TRAINED,
    WISHES,
    is_same_region,
    is_same_role,
    rank_gap,
)

# How many supporters each set of rules keeps away; the empty set counts those whom nothing does.
Patterns = Mapping[frozenset[str], int]

# Whoever has no place, takes nobody on or is barred is absent, and no one is told which it is.
ABSENT = STATES | PERSONAL
NEAR_IN_RANK = 1
ONE, TWO, THREE = 1, 2, 3
NUMBER_WORDS = {ONE: gettext_lazy("one"), TWO: gettext_lazy("two"), THREE: gettext_lazy("three")}

RELAXED: dict[str, str | Promise] = {
    TOPIC_NOT_TRAINED: gettext_lazy("if they did not have to be trained in it"),
    LANGUAGE: gettext_lazy("if you could talk in another language"),
    GENDER: gettext_lazy("if their gender did not matter"),
    FORCE: gettext_lazy("if it did not matter which force they are in"),
    REGION: gettext_lazy("if you did not need to meet near you"),
    MODE: gettext_lazy("if you could meet in another way"),
    NO_SHARED_SLOT: gettext_lazy("if you could also talk at other times"),
    RANK_GAP: gettext_lazy("if their rank did not matter"),
}

FACTORS: dict[str, str | Promise] = {
    "topic": gettext_lazy("Topics trained in"),
    "role": gettext_lazy("Same kind of work"),
    "gender": gettext_lazy("Gender, as wished"),
    "force": gettext_lazy("Force, as wished"),
    "rank": gettext_lazy("Near in rank"),
    "reach": gettext_lazy("Same region"),
}


@dataclass(frozen=True, slots=True)
class Points:
    """What one factor gave, and the most that it can give."""

    label: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many supporters one rule keeps away."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One wish, and how many people could be offered at once without it."""

    code: str
    label: str
    reach: int


@dataclass(frozen=True, slots=True)
class Nobody:
    """Why nobody can be offered: the reason in a sentence, the counts, and what would help.

    total counts every supporter who was looked at.
    """

    reason: str
    total: int
    counts: tuple[RuleCount, ...]
    relaxations: tuple[Relaxation, ...]


def words_for(ask: Ask, bearer: Bearer) -> tuple[str, ...]:
    """Return what speaks for the supporter, in words for the requester; lived experience never."""
    said = (
        _topic_words(ask, bearer),
        _("does the same kind of work as you") if is_same_role(ask, bearer) else "",
        _("works in your region") if is_same_region(ask, bearer) else "",
        _force_words(ask, bearer),
        _("near you in rank") if rank_gap(ask, bearer) <= NEAR_IN_RANK else "",
    )
    return tuple(words for words in said if words)


def _topic_words(ask: Ask, bearer: Bearer) -> str:
    asked, trained = len(ask.topics), len(ask.topics & bearer.topics)
    if trained == 0:
        return ""
    if trained < asked:
        words = ngettext(
            "trained in %(trained)s of your %(asked)s topics",
            "trained in %(trained)s of your %(asked)s topics",
            trained,
        )
        return words % {"trained": number_words(trained), "asked": number_words(asked)}
    if asked == ONE:
        return _("trained in your topic")
    if asked == TWO:
        return _("trained in both your topics")
    return _("trained in all your topics")


def _force_words(ask: Ask, bearer: Bearer) -> str:
    if ask.force_wish == ForceWish.SAME and ask.force == bearer.force:
        return _("works in your force, as you wished")
    if ask.force_wish == ForceWish.OTHER and ask.force != bearer.force:
        return _("works in another force, as you wished")
    return ""


def number_words(number: int) -> str:
    """Return small numbers in words, others in figures."""
    return str(NUMBER_WORDS.get(number, number))


def points_for(fit: Fit, weights: Weights = DEFAULT_WEIGHTS) -> tuple[Points, ...]:
    """Return the factors for a coordinator, without what the supporter has lived through."""
    return tuple(
        Points(str(label), getattr(fit, code), getattr(weights, code))
        for code, label in FACTORS.items()
    )


def shown_score(fit: Fit) -> int:
    """Return the score that a coordinator reads: the sum of the points shown."""
    return fit.score - fit.lived


def folded(codes: frozenset[str]) -> frozenset[str]:
    """Return the codes with every personal one counted as "not available"."""
    if codes.isdisjoint(PERSONAL):
        return codes
    return (codes - PERSONAL) | {NOT_AVAILABLE}


def counts_of(patterns: Patterns) -> dict[str, int]:
    """Return how many supporters each rule keeps away, personal ones folded, in their order."""
    counts = dict.fromkeys((rule.code for rule in HARD_RULES if rule.code not in PERSONAL), 0)
    for codes, people in patterns.items():
        for code in folded(codes):
            counts[code] += people
    return {code: people for code, people in counts.items() if people}


def explain_nobody(ask: Ask, patterns: Patterns, *, topics: str, region: str) -> Nobody:
    """Return why nobody can be offered; topics and region are the asked ones as people say them."""
    labels = {rule.code: _(rule.label) for rule in HARD_RULES}
    counts = counts_of(patterns)
    return Nobody(
        reason=_reason(ask, patterns, topics, region),
        total=sum(patterns.values()),
        counts=tuple(RuleCount(code, labels[code], people) for code, people in counts.items()),
        relaxations=_relaxations(patterns),
    )


def _relaxations(patterns: Patterns) -> tuple[Relaxation, ...]:
    """Return each wish that alone keeps somebody away, the one that would help most first."""
    reach = {
        code: patterns.get(frozenset({code}), 0)
        for code in (rule.code for rule in HARD_RULES if rule.code in WISHES)
    }
    found = [
        Relaxation(code, str(RELAXED[code]), people) for code, people in reach.items() if people
    ]
    return tuple(sorted(found, key=lambda each: -each.reach))


def _reason(ask: Ask, patterns: Patterns, topics: str, region: str) -> str:
    """Return the narrowest thing that is true of every supporter, said without any name."""
    near = ask.mode == Mode.IN_PERSON
    if not patterns:
        return _("There are no supporters yet.")
    if _all_miss(patterns, {TOPIC_NOT_TRAINED}):
        return _("No one is trained in %(topics)s.") % {"topics": topics}
    if near and _all_miss(patterns, {REGION}):
        return _("No one works in %(region)s.") % {"region": region}
    if near and _all_miss(patterns, {TOPIC_NOT_TRAINED, REGION}):
        words = _("No one trained in %(topics)s works in %(region)s.")
        return words % {"topics": topics, "region": region}
    if _all_miss(patterns, WISHES):
        return _("No one meets all the wishes together.")
    return _why_no_one_is_available(patterns, topics, region, near=near)


def _why_no_one_is_available(patterns: Patterns, topics: str, region: str, *, near: bool) -> str:
    """Return the same where some would do, and none of them has a place or may be asked."""
    is_topic_rare = any(TOPIC_NOT_TRAINED in blocked for blocked in patterns)
    if is_topic_rare and _all_miss(patterns, {TOPIC_NOT_TRAINED} | ABSENT):
        return _("No one trained in %(topics)s is free.") % {"topics": topics}
    if is_topic_rare and near and _all_miss(patterns, {TOPIC_NOT_TRAINED, REGION} | ABSENT):
        words = _("No one trained in %(topics)s is free in %(region)s.")
        return words % {"topics": topics, "region": region}
    return _("No one who meets the wishes is free at the moment.")


def _all_miss(patterns: Patterns, codes: frozenset[str] | set[str]) -> bool:
    return all(not codes.isdisjoint(blocked) for blocked in patterns)
