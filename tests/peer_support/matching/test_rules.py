"""Each hard rule by itself: what it keeps apart, what it lets through, and in which direction."""

from dataclasses import replace

import pytest

from peer_support.matching import rules
from peer_support.matching.facts import NOTHING, Ask, Bearer
from peer_support.matching.rules import HARD_RULES, Kind, blocking, may_pair

ASK = Ask(
    id="r1",
    person="p1",
    force="avon",
    region="west",
    team="blue",
    role="investigator",
    rank=2,
    language="en",
    topics=frozenset({"trauma", "court"}),
    required_topics=frozenset({"trauma"}),
    slots=frozenset({"mon_am", "tue_am"}),
)
BEARER = Bearer(
    id="s1",
    person="p2",
    force="kent",
    region="east",
    team="red",
    role="solo",
    rank=1,
    gender="woman",
    languages=frozenset({"en"}),
    topics=frozenset({"trauma"}),
    slots=frozenset({"tue_am"}),
)

# What lies between two persons, whoever of them asks.
BARS = (
    rules.IN_LINE,
    rules.SAME_MANAGER,
    rules.SAME_TEAM,
    rules.SAME_INVESTIGATION,
    rules.STANDARDS_OR_HR,
    rules.RELATION,
    rules.EXCLUDED,
    rules.DECLINED_BEFORE,
)

BLOCKED: tuple[tuple[str, dict[str, object], dict[str, object]], ...] = (
    (rules.SELF, {}, {"person": "p1"}),
    (rules.SAME_TEAM, {}, {"team": "blue"}),
    (rules.NO_PLACE, {}, {"held": 3}),
    (rules.NO_PLACE, {}, {"held": 4}),
    (rules.NO_PLACE, {}, {"capacity": 0}),
    (rules.NOT_AVAILABLE, {}, {"is_active": False}),
    (rules.TOPIC_NOT_TRAINED, {"required_topics": frozenset({"trauma", "court"})}, {}),
    (rules.TOPIC_NOT_TRAINED, {}, {"topics": NOTHING}),
    (rules.LANGUAGE, {"language": "cy"}, {}),
    (rules.GENDER, {"gender": "man", "gender_required": True}, {}),
    (rules.GENDER, {"gender": "man", "gender_required": True}, {"gender": ""}),
    (rules.FORCE, {"force_wish": "same", "force_required": True}, {}),
    (rules.FORCE, {"force_wish": "same", "force_required": True, "force": ""}, {"force": ""}),
    (rules.FORCE, {"force_wish": "other", "force_required": True}, {"force": "avon"}),
    (rules.REGION, {"mode": "in_person"}, {}),
    (rules.REGION, {"mode": "in_person", "region": ""}, {"region": ""}),
    (rules.MODE, {}, {"modes": frozenset({"in_person"})}),
    (rules.NO_SHARED_SLOT, {"slots": frozenset({"mon_am"})}, {}),
    (rules.NO_SHARED_SLOT, {"slots": NOTHING}, {}),
    (rules.NO_SHARED_SLOT, {}, {"slots": NOTHING}),
    (rules.RANK_GAP, {"rank_gap_max": 0}, {}),
    (rules.RANK_GAP, {"rank_gap_max": 1}, {"rank": 4}),
)

ALLOWED: tuple[tuple[dict[str, object], dict[str, object]], ...] = (
    ({}, {}),
    ({"own_team": True}, {"team": "blue"}),
    ({"team": ""}, {"team": ""}),
    ({}, {"held": 2}),
    ({"required_topics": NOTHING}, {"topics": NOTHING}),
    ({"language": ""}, {"languages": NOTHING}),
    ({"gender": "man"}, {}),
    ({"gender": "woman", "gender_required": True}, {}),
    ({"gender_required": True}, {}),
    ({"force_wish": "same"}, {}),
    ({"force_wish": "same", "force_required": True}, {"force": "avon"}),
    ({"force_wish": "other", "force_required": True}, {}),
    ({"force_required": True}, {}),
    ({"mode": "in_person"}, {"region": "west"}),
    ({"rank_gap_max": 1}, {}),
    ({"rank_gap_max": 1}, {"rank": 3}),
)


@pytest.mark.parametrize("code", BARS)
def test_what_lies_between_two_people_keeps_them_apart(code: str) -> None:
    assert blocking(ASK, BEARER, frozenset({code})) == (code,)
    assert not may_pair(ASK, BEARER, frozenset({code}))


@pytest.mark.parametrize("code", BARS)
def test_a_bar_holds_when_the_two_change_places(code: str) -> None:
    ask = replace(ASK, person=BEARER.person, team=BEARER.team)
    bearer = replace(BEARER, person=ASK.person, team=ASK.team)
    assert blocking(ask, bearer, frozenset({code})) == (code,)


@pytest.mark.parametrize(("code", "of_ask", "of_bearer"), BLOCKED)
def test_each_rule_keeps_apart_what_it_names(
    code: str, of_ask: dict[str, object], of_bearer: dict[str, object]
) -> None:
    ask, bearer = replace(ASK, **of_ask), replace(BEARER, **of_bearer)  # type: ignore[arg-type] # a table
    assert blocking(ask, bearer, NOTHING) == (code,)
    assert not may_pair(ask, bearer, NOTHING)


@pytest.mark.parametrize(("of_ask", "of_bearer"), ALLOWED)
def test_nothing_else_keeps_two_people_apart(
    of_ask: dict[str, object], of_bearer: dict[str, object]
) -> None:
    ask, bearer = replace(ASK, **of_ask), replace(BEARER, **of_bearer)  # type: ignore[arg-type] # a table
    assert blocking(ask, bearer, NOTHING) == ()
    assert may_pair(ask, bearer, NOTHING)


def test_a_wish_for_the_own_team_lifts_that_bar_and_no_other() -> None:
    between = frozenset({rules.SAME_TEAM, rules.SAME_MANAGER})
    assert blocking(replace(ASK, own_team=True), BEARER, between) == (rules.SAME_MANAGER,)


def test_every_reason_is_given_in_the_order_of_the_rules() -> None:
    ask = replace(ASK, language="cy", rank_gap_max=0)
    between = frozenset({rules.EXCLUDED, rules.IN_LINE})
    assert blocking(ask, replace(BEARER, held=3), between) == (
        rules.IN_LINE,
        rules.EXCLUDED,
        rules.NO_PLACE,
        rules.LANGUAGE,
        rules.RANK_GAP,
    )


def test_every_rule_is_shown_by_these_tables() -> None:
    shown = {code for code, _ask, _bearer in BLOCKED} | set(BARS)
    assert shown == {rule.code for rule in HARD_RULES}
    assert len({rule.code for rule in HARD_RULES}) == len(HARD_RULES)


def test_whatever_lies_between_two_people_is_personal() -> None:
    assert set(BARS) | {rules.SELF} == rules.PERSONAL
    assert all((rule.code in rules.WISHES) == (rule.kind == Kind.WISH) for rule in HARD_RULES)
