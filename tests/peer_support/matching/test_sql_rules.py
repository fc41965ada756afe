"""PostgreSQL and the pure rules say the same of every pair, in both directions."""

from collections import Counter

import pytest

from peer_support.matching.candidates import (
    blocked_patterns,
    candidates_for,
    is_still_allowed,
)
from peer_support.matching.explaining import counts_of, folded
from peer_support.matching.fit import fit
from peer_support.matching.rules import HARD_RULES, PERSONAL, STANDARDS_OR_HR, blocking, may_pair
from peer_support.matching.sql_rules import BARS, CONDITIONS
from peer_support.matching.sql_values import RULE_OF_BAR
from peer_support.models import Bar
from tests.peer_support.matching.worlds import NOW, Oracle, at_random, make_world

pytestmark = pytest.mark.django_db

SEEDS = range(20)
EVERYONE = 1_000


def test_every_rule_has_its_condition_and_every_condition_its_rule() -> None:
    assert sorted([*BARS, *CONDITIONS]) == sorted(rule.code for rule in HARD_RULES)


def test_what_lies_between_two_people_is_kept_apart_from_the_rest() -> None:
    assert set(BARS) == PERSONAL - {STANDARDS_OR_HR}


def test_every_kind_of_bar_stands_for_a_rule() -> None:
    assert set(RULE_OF_BAR) == set(Bar.Kind)


@pytest.mark.parametrize("seed", SEEDS)
def test_candidates_are_exactly_those_whom_the_pure_rules_allow(seed: int) -> None:
    world = make_world(at_random(seed))
    oracle = Oracle(world)
    for asker, request in world.requests.items():
        ask = oracle.ask(asker)
        allowed = {
            each: fit(ask, oracle.bearer(each))
            for each in world.supporters
            if may_pair(ask, oracle.bearer(each), oracle.between(asker, each))
        }
        found = candidates_for(request, now=NOW, limit=EVERYONE)
        assert {int(each.bearer.person): each.fit for each in found} == allowed
        assert [each.net for each in found] == sorted((each.net for each in found), reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_are_taken_by_score_less_penalty(seed: int) -> None:
    world = make_world(at_random(seed))
    for request in world.requests.values():
        everyone = candidates_for(request, now=NOW, limit=EVERYONE)
        assert candidates_for(request, now=NOW, limit=2) == everyone[:2]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_supporter_is_asked_about_by_the_same_rules(seed: int) -> None:
    random = at_random(seed)
    world = make_world(random)
    oracle = Oracle(world)
    pairs = [(asker, each) for asker in world.requests for each in world.supporters]
    for asker, each in random.sample(pairs, 40):
        holds_place = world.supporters[each].held > 0 and random.random() < 0.5
        bearer = oracle.bearer(each, holds_place=holds_place)
        expected = may_pair(oracle.ask(asker), bearer, oracle.between(asker, each))
        request, supporter = world.requests[asker], world.supporters[each]
        assert is_still_allowed(request, supporter, NOW, holds_place=holds_place) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_kept_away_is_counted_under_the_same_rules(seed: int) -> None:
    world = make_world(at_random(seed))
    oracle = Oracle(world)
    counted = [
        each
        for each, supporter in world.supporters.items()
        if supporter.state in {"active", "paused"} and each in oracle.posts
    ]
    for asker, request in world.requests.items():
        expected = Counter(
            frozenset(blocking(oracle.ask(asker), oracle.bearer(each), oracle.between(asker, each)))
            for each in counted
        )
        found = blocked_patterns(request, NOW)
        assert _folded(found) == _folded(expected)
        assert counts_of(found) == {
            code: people
            for code in (rule.code for rule in HARD_RULES)
            if (people := sum(n for codes, n in _folded(expected).items() if code in codes))
        }


def _folded(patterns: dict[frozenset[str], int]) -> Counter[frozenset[str]]:
    found: Counter[frozenset[str]] = Counter()
    for codes, people in patterns.items():
        found[folded(codes)] += people
    return found
