"""solve_matching with a file of edges: what it prints, and how it names each fault."""

import json
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command

from peer_support.solving import solve
from peer_support.solving.files import text
from tests.peer_support.solving.files import File, edges, solve_file
from tests.peer_support.solving.instances import middling, rows


def test_the_urgent_request_gets_the_place(tmp_path: Path) -> None:
    assert solve_file(tmp_path, edges()) == {
        "by_tier": [1, 0, 0],
        "net_score": 300,
        "pairs": [[1, 0]],
        "ineligible": [],
    }


def test_cases_held_already_take_places_and_make_the_next_dearer(tmp_path: Path) -> None:
    held = edges(capacities=[2, 2], active_cases=[1, 0])

    found = solve_file(tmp_path, held)

    assert (found["by_tier"], found["net_score"]) == ([1, 0, 0], 260)


def test_who_has_no_edge_or_only_full_supporters_is_ineligible(tmp_path: Path) -> None:
    full = edges(tiers=[0, 0, 0], active_cases=[1, 0], edges=[[0, 0, 5], [1, 1, 5]])

    assert solve_file(tmp_path, full)["ineligible"] == [0, 2]


def test_penalties_of_the_document_hold_where_the_file_names_none(tmp_path: Path) -> None:
    plain = edges(capacities=[5, 0], active_cases=[4, 0])
    del plain["load_penalty"]

    assert solve_file(tmp_path, plain)["net_score"] == -100


@pytest.mark.parametrize("piece", [1, 60, 1_000_000])
def test_a_long_file_read_in_pieces_gives_what_the_solver_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(text, "PIECE", piece)
    problem = middling(1)
    shuffled = [list(row) for row in rows(problem.edges)]
    Random(1).shuffle(shuffled)  # noqa: S311 -- the same order each time, no secret
    file = {
        "edges": shuffled,
        "tiers": problem.tiers,
        "capacities": problem.places,
        "active_cases": problem.held,
        "load_penalty": problem.load_penalty,
    }

    for indent in (None, 1):
        found = solve_file(tmp_path, json.dumps(file, indent=indent))

        assert found["pairs"] == [list(pair) for pair in solve(problem).pairs]


def test_a_file_without_people_has_an_empty_answer(tmp_path: Path) -> None:
    empty = edges(tiers=[], capacities=[], edges=[])

    assert solve_file(tmp_path, empty) == {
        "by_tier": [0, 0, 0],
        "net_score": 0,
        "pairs": [],
        "ineligible": [],
    }


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "is not JSON"),
        ('{"tiers": [0', "is not JSON"),
        ('{"tiers": [0], "capacities": [1], "edges": [[0, 0, 5],]}', "is not JSON"),
        ('{"tiers": [0], "capacities": [1], "edges": [[0, 0, 5] [0, 1, 5]]}', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[[1]]", "must hold one JSON object"),
        ("{}", "requests is missing"),
        ({"tiers": [0], "capacities": [1]}, "edges is missing"),
        ({"tiers": [0], "edges": [[0, 0, 5]]}, "capacities is missing"),
        ({"capacities": [1], "edges": [[0, 0, 5]]}, "tiers is missing"),
        (edges(requests=[]), "both edges and requests"),
        (edges(tiers=[0, 3]), "Request 1 has tier 3; tiers are 0, 1 and 2"),
        (edges(tiers=[0, 0.5]), "tiers must be a list of whole numbers"),
        (edges(tiers=[0, True]), "tiers must be a list of whole numbers"),
        (edges(tiers=0), "tiers must be a list of whole numbers"),
        (edges(capacities=[1, -1]), "Supporter 1 has -1 places"),
        (edges(active_cases=[0, -1]), "Supporter 1 has -1 cases held"),
        (edges(active_cases=[0]), "active_cases has 1 numbers and capacities 2"),
        (edges(edges={}), "edges must be a list"),
        (edges(edges=[5]), r"not 5\."),
        (edges(edges=[[0, 0, 5], [0, 1]]), r"not \[0, 1\]"),
        (edges(edges=[[0, 0, 5], [0, 1, 5.5]]), r"not \[0, 1, 5.5\]"),
        (edges(edges=[[0, 0, 5], [0, 1, True]]), r"not \[0, 1, true\]"),
        (edges(edges=[[0, 0, 5], [0, 1, 10**30]]), "10000000000"),
        (edges(edges=[[0, 2**40, 5]]), "names a number above"),
        (edges(edges=[[2, 0, 5]]), "names request 2, but there are 2"),
        (edges(edges=[[0, 9, 5]]), "names supporter 9, but there are 2"),
        (edges(edges=[[-1, 0, 5]]), "names request -1"),
        (edges(edges=[[0, 0, 5], [0, 0, 6]]), r"The pair \(0, 0\) is given twice"),
        (edges(edges=[[0, 0, 1001]]), "fit 1001; fits are 0 to 1000"),
        (edges(load_penalty=[0, 40, 30]), "fall"),
        (edges(load_penalty=[]), "must be a list of whole numbers from 0"),
        (edges(load_penalty="40"), "load_penalty must be a list of whole numbers"),
    ],
)
def test_each_fault_is_named_in_one_line(tmp_path: Path, content: File | str, fault: str) -> None:
    with pytest.raises(CommandError, match=fault) as error:
        solve_file(tmp_path, content)

    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("solve_matching", str(tmp_path / "nowhere.json"))
