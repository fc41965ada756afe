"""Words for the requester, points for the coordinator, and why nobody can be offered."""

from dataclasses import replace

import pytest

from peer_support.matching import rules
from peer_support.matching.explaining import (
    Patterns,
    Relaxation,
    RuleCount,
    counts_of,
    explain_nobody,
    points_for,
    shown_score,
    words_for,
)
from peer_support.matching.facts import Ask, Bearer
from peer_support.matching.fit import fit
from peer_support.matching.rules import HARD_RULES, PERSONAL, WISHES

THREE = frozenset({"trauma", "court", "sleep"})
ASK = Ask(id="r1", person="p1", force="avon", region="west", role="solo", rank=2, topics=THREE)
STRANGER = Bearer(id="s1", person="p2", force="kent", region="east", role="analyst", rank=9)


def _patterns(*blocked: tuple[int, set[str]]) -> Patterns:
    return {frozenset(codes): people for people, codes in blocked}


@pytest.mark.parametrize(
    ("asked", "trained", "words"),
    [
        (THREE, {"trauma", "court"}, "trained in two of your three topics"),
        (THREE, {"trauma"}, "trained in one of your three topics"),
        (THREE, THREE, "trained in all your topics"),
        ({"trauma", "court"}, THREE, "trained in both your topics"),
        ({"trauma"}, THREE, "trained in your topic"),
    ],
)
def test_the_requester_reads_how_many_topics_fit(
    asked: set[str], trained: set[str], words: str
) -> None:
    ask = replace(ASK, topics=frozenset(asked))
    assert words_for(ask, replace(STRANGER, topics=frozenset(trained))) == (words,)


def test_the_requester_reads_what_else_speaks_for_a_supporter() -> None:
    ask = replace(ASK, topics=frozenset(), force_wish="other")
    found = replace(STRANGER, region="west", role="solo", rank=3)
    assert words_for(ask, found) == (
        "does the same kind of work as you",
        "works in your region",
        "works in another force, as you wished",
        "near you in rank",
    )


def test_nothing_is_said_for_a_supporter_who_only_may_be_paired() -> None:
    assert words_for(ASK, STRANGER) == ()


def test_what_a_supporter_has_lived_through_changes_no_word_and_no_point_shown() -> None:
    lived = replace(STRANGER, lived=THREE)
    assert words_for(ASK, lived) == words_for(ASK, STRANGER)
    assert points_for(fit(ASK, lived)) == points_for(fit(ASK, STRANGER))
    assert shown_score(fit(ASK, lived)) == shown_score(fit(ASK, STRANGER))
    assert fit(ASK, lived).score == fit(ASK, STRANGER).score + 150


def test_the_points_that_a_coordinator_reads_add_up() -> None:
    found = fit(ASK, replace(STRANGER, topics=frozenset({"trauma"}), rank=3))
    points = points_for(found)
    assert [(each.points, each.most) for each in points] == [
        (83, 250),
        (0, 200),
        (100, 100),
        (100, 100),
        (67, 100),
        (0, 100),
    ]
    assert sum(each.points for each in points) == shown_score(found)


@pytest.mark.parametrize("code", sorted(PERSONAL))
def test_what_lies_between_people_is_counted_as_not_available(code: str) -> None:
    barred = _patterns((2, {code, rules.LANGUAGE}), (1, {code}), (3, {rules.NOT_AVAILABLE}))
    paused = _patterns((2, {rules.NOT_AVAILABLE, rules.LANGUAGE}), (4, {rules.NOT_AVAILABLE}))
    assert counts_of(barred) == {rules.NOT_AVAILABLE: 6, rules.LANGUAGE: 2}
    assert explain_nobody(ASK, barred, topics="", region="") == explain_nobody(
        ASK, paused, topics="", region=""
    )


def test_somebody_barred_twice_is_counted_once() -> None:
    patterns = _patterns((1, {rules.IN_LINE, rules.SAME_TEAM, rules.NOT_AVAILABLE}))
    assert counts_of(patterns) == {rules.NOT_AVAILABLE: 1}


REASONS: tuple[tuple[str, str, Patterns], ...] = (
    ("remote", "There are no supporters yet.", {}),
    (
        "remote",
        "No one is trained in Sleep and tiredness.",
        _patterns((3, {rules.TOPIC_NOT_TRAINED}), (1, {rules.TOPIC_NOT_TRAINED, rules.IN_LINE})),
    ),
    ("in_person", "No one works in the South West.", _patterns((2, {rules.REGION}))),
    (
        "in_person",
        "No one trained in Sleep and tiredness works in the South West.",
        _patterns((2, {rules.REGION}), (2, {rules.TOPIC_NOT_TRAINED})),
    ),
    (
        "remote",
        "No one meets all the wishes together.",
        _patterns((2, {rules.LANGUAGE}), (2, {rules.TOPIC_NOT_TRAINED})),
    ),
    (
        "remote",
        "No one trained in Sleep and tiredness is free.",
        _patterns((2, {rules.TOPIC_NOT_TRAINED}), (1, {rules.NO_PLACE}), (1, {rules.IN_LINE})),
    ),
    (
        "in_person",
        "No one trained in Sleep and tiredness is free in the South West.",
        _patterns((2, {rules.TOPIC_NOT_TRAINED}), (1, {rules.NO_PLACE}), (1, {rules.REGION})),
    ),
    (
        "remote",
        "No one who meets the wishes is free at the moment.",
        _patterns((2, {rules.LANGUAGE}), (1, {rules.NO_PLACE}), (1, {rules.IN_LINE})),
    ),
)


@pytest.mark.parametrize(("mode", "reason", "patterns"), REASONS)
def test_nobody_is_explained_by_the_narrowest_thing_that_is_true_of_all(
    mode: str, reason: str, patterns: Patterns
) -> None:
    ask = replace(ASK, mode=mode)
    found = explain_nobody(ask, patterns, topics="Sleep and tiredness", region="the South West")
    assert found.reason == reason


def test_nobody_comes_with_the_rules_counted_and_the_wish_that_would_help_most() -> None:
    patterns = _patterns(
        (4, {rules.GENDER}),
        (5, {rules.LANGUAGE}),
        (2, {rules.LANGUAGE, rules.GENDER}),
        (1, {rules.GENDER, rules.SAME_MANAGER}),
        (3, {rules.NO_PLACE}),
    )
    found = explain_nobody(ASK, patterns, topics="", region="")
    assert found.total == 15
    assert found.counts == (
        RuleCount(rules.NO_PLACE, "No free place", 3),
        RuleCount(rules.NOT_AVAILABLE, "Not available", 1),
        RuleCount(rules.LANGUAGE, "Does not speak the language asked for", 7),
        RuleCount(rules.GENDER, "Not of the gender asked for", 7),
    )
    assert found.relaxations == (
        Relaxation(rules.LANGUAGE, "if you could talk in another language", 5),
        Relaxation(rules.GENDER, "if their gender did not matter", 4),
    )


def test_every_wish_can_be_said_to_be_relaxed() -> None:
    for code in WISHES:
        found = explain_nobody(ASK, _patterns((1, {code})), topics="", region="")
        assert [each.code for each in found.relaxations] == [code]


def test_no_rule_that_is_personal_can_be_relaxed_or_counted() -> None:
    patterns = {frozenset({rule.code}): 1 for rule in HARD_RULES if rule.code in PERSONAL}
    found = explain_nobody(ASK, patterns, topics="", region="")
    assert [each.code for each in found.counts] == [rules.NOT_AVAILABLE]
    assert found.relaxations == ()
