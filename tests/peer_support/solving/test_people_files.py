"""solve_matching with a file of people: every hard rule and every wish as the document words it."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.peer_support.solving.files import File, people, request, solve_file, supporter


def test_a_pair_that_no_rule_forbids_is_made_with_its_fit(tmp_path: Path) -> None:
    assert solve_file(tmp_path, people()) == {
        "by_tier": [0, 0, 1],
        "net_score": 850,
        "pairs": [["r1", "s1"]],
        "ineligible": [],
    }


@pytest.mark.parametrize(
    ("asked", "helps"),
    [
        ({"person": "helper"}, {}),
        ({"team": "south team"}, {}),
        ({"line_manager": "helper"}, {}),
        ({}, {"line_manager": "asker"}),
        ({"chain_of_command": ["chief", "helper"]}, {}),
        ({}, {"chain_of_command": ["asker"]}),
        ({"line_manager": "boss"}, {"line_manager": "boss"}),
        ({"investigations": ["op 1", "op 2"]}, {"investigations": ["op 2"]}),
        ({"exclude": ["helper"]}, {}),
        ({}, {"exclude": ["asker"]}),
        ({}, {"role": "HR"}),
        ({"role": "professional standards"}, {}),
        ({}, {"active_cases": 3}),
        ({}, {"capacity": 0}),
        ({}, {"status": "paused"}),
        ({}, {"training_expired": True}),
        ({"required_topics": ["digital"]}, {}),
        ({"language": "pl"}, {}),
        ({"gender_pref": "man", "gender_hard": True}, {}),
        ({"gender_hard": "man"}, {}),
        ({"force_rule": "same_only"}, {}),
        ({"force_rule": "other_only"}, {"force": "kent"}),
        ({"mode": "in_person"}, {"region": "north"}),
        ({"availability": ["sun"]}, {}),
        ({"availability": []}, {}),
        ({"rank_gap_max": 1}, {"rank": "INSP"}),
    ],
)
def test_a_hard_rule_leaves_the_request_without_anybody(
    tmp_path: Path, asked: File, helps: File
) -> None:
    found = solve_file(tmp_path, people([request(**asked)], [supporter(**helps)]))

    assert (found["pairs"], found["ineligible"]) == ([], ["r1"])


@pytest.mark.parametrize(
    ("asked", "helps", "points"),
    [
        ({"topics": []}, {}, 850),
        ({"topics": ["court", "digital"]}, {}, 725),
        ({"topics": ["court", "digital", "trauma"]}, {"lived": ["court"]}, 817),
        ({"required_topics": ["trauma"]}, {"lived": ["court"]}, 1000),
        ({"role": "analyst"}, {}, 650),
        ({"gender_pref": "woman", "gender_hard": True}, {}, 850),
        ({"gender_pref": "man", "gender_hard": False}, {}, 750),
        ({"gender_pref": "man", "gender_hard": "woman"}, {}, 750),
        ({"force_pref": "other"}, {}, 850),
        ({"force_pref": "same"}, {}, 750),
        ({"force_pref": "same", "force_rule": "other_only"}, {}, 750),
        ({"force_rule": "same_only"}, {"force": "kent"}, 850),
        ({}, {"rank": "PS"}, 817),
        ({"rank_gap_max": 1}, {"rank": "PS"}, 817),
        ({}, {"rank": "CSUPT"}, 750),
        ({}, {"region": "north"}, 750),
        ({"mode": "in_person"}, {}, 850),
        ({"language": None}, {"languages": []}, 850),
        ({"team": ""}, {"team": ""}, 850),
        ({"line_manager": "boss"}, {"line_manager": "other boss"}, 850),
        ({}, {"active_cases": 2}, 730),
    ],
)
def test_a_wish_costs_points_and_no_place(
    tmp_path: Path, asked: File, helps: File, points: int
) -> None:
    found = solve_file(tmp_path, people([request(**asked)], [supporter(**helps)]))

    assert (found["pairs"], found["net_score"]) == ([["r1", "s1"]], points)


def test_managers_bar_at_any_depth_through_everybody_in_the_file(tmp_path: Path) -> None:
    asking = request(line_manager="sergeant")
    sergeant = supporter(id="s2", person="sergeant", line_manager="helper", status="left")

    found = solve_file(tmp_path, people([asking], [supporter(), sergeant]))

    assert found["ineligible"] == ["r1"]


def test_a_circle_of_managers_bars_each_of_them_and_ends(tmp_path: Path) -> None:
    asking = request(line_manager="other")
    other = supporter(id="s2", person="other", line_manager="asker")

    found = solve_file(tmp_path, people([asking], [supporter(), other]))

    assert found["pairs"] == [["r1", "s1"]]


@pytest.mark.parametrize("one", [("asker", "helper"), ("helper", "asker")])
@pytest.mark.parametrize("kind", ["family", "investigation"])
def test_a_relation_bars_whichever_side_is_named_first(
    tmp_path: Path, one: tuple[str, str], kind: str
) -> None:
    relation = {"a": one[0], "b": one[1], "kind": kind}

    assert solve_file(tmp_path, people(relations=[relation]))["ineligible"] == ["r1"]


def test_who_asks_for_support_is_offered_to_nobody_meanwhile(tmp_path: Path) -> None:
    own = request(id="r2", person="helper", availability=["sun"])

    assert solve_file(tmp_path, people([request(), own]))["ineligible"] == ["r1", "r2"]


def test_numbers_are_ids_too_and_sort_by_size(tmp_path: Path) -> None:
    asking = [request(id=number, person=f"p{number}", availability=["sun"]) for number in (10, 9)]

    assert solve_file(tmp_path, people(asking))["ineligible"] == [9, 10]


def test_weights_of_the_file_replace_those_of_the_document(tmp_path: Path) -> None:
    found = solve_file(tmp_path, people(weights={"topic": 0, "lived": 1, "role": 7}))

    assert found["net_score"] == 407


def test_the_order_of_people_in_the_file_changes_no_pair(tmp_path: Path) -> None:
    asking = [request(id=f"r{n}", person=f"a{n}") for n in range(6)]
    helping = [supporter(id=f"s{n}", person=f"h{n}", capacity=1) for n in range(4)]

    found = solve_file(tmp_path, people(asking, helping))

    assert solve_file(tmp_path, people(asking[::-1], helping[::-1])) == found
    assert found["by_tier"] == [0, 0, 4]
    assert found["pairs"] == sorted(found["pairs"])


@pytest.mark.parametrize("key", ["id", "person", "team", "rank", "mode", "availability", "tier"])
def test_a_request_without_a_needed_key_is_named(tmp_path: Path, key: str) -> None:
    faulty = request()
    del faulty[key]

    with pytest.raises(CommandError, match=f"{key} is missing"):
        solve_file(tmp_path, people([faulty]))


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ({"requests": []}, "supporters is missing"),
        (people(requests=[request(), request()]), "request r1: this id is given twice"),
        (people(supporters=[supporter(), supporter()]), "supporter s1: this id is given twice"),
        (people([request(tier=3)]), "request r1: tier must be 0, 1 or 2, not 3"),
        (people([request(tier=-1)]), "request r1: tier must be a whole number from 0"),
        (people([request(tier="urgent")]), 'tier must be a whole number from 0, not "urgent"'),
        (people([request(rank="DCI")]), 'request r1: rank must be one of .*, not "DCI"'),
        (people([request(mode="phone")]), "request r1: mode must be one of remote, in_person"),
        (people([request(id=None)]), "id must be a text or a whole number"),
        (people([request(topics="court")]), "request r1: topics must be a list"),
        (people([request(topics=[{}])]), "topics must hold texts or whole numbers"),
        (people([request(force_pref="any")]), "force_pref must be one of same, other"),
        (people([request(force_rule="any")]), "force_rule must be one of same_only, other_only"),
        (people([request(gender_hard=1)]), "gender_hard must be true, false or a gender"),
        (people([request(rank_gap_max=-1)]), "rank_gap_max must be a whole number from 0"),
        (people() | {"requests": [request(), 5]}, "request number 1: must be an object"),
        (people(supporters=[supporter(capacity=-1)]), "supporter s1: capacity must be a whole"),
        (people(supporters=[supporter(active_cases=1.5)]), "active_cases must be a whole number"),
        (people(supporters=[supporter(training_expired="no")]), "must be true or false"),
        (people(supporters=[supporter(rank=None)]), "supporter s1: rank must be one of"),
        (people(relations=[{"a": "asker", "b": "helper"}]), "relation number 0: kind is missing"),
        (people(relations={}), "relations must be a list"),
        (people(weights={"charm": 5}), "The weights: charm is not one of"),
        (people(weights={"role": -5}), "The weights: role must be a whole number from 0"),
        (people(weights={"role": 900}), "The weights: together they are above 1000"),
        (people(weights=[]), "weights must be an object"),
        (people(load_penalty=[40, 0]), "fall"),
    ],
)
def test_each_fault_is_named_in_one_line(tmp_path: Path, file: File, fault: str) -> None:
    with pytest.raises(CommandError, match=fault) as error:
        solve_file(tmp_path, file)

    assert len(str(error.value).splitlines()) == 1
