"""A problem that contradicts itself is refused by name before any solver sees it."""

import numpy as np
import pytest

from peer_support.solving import Edges, Problem, UnsolvableError, UnsolvedError, sorted_edges
from peer_support.solving.problem import solution

ONE_EDGE = ((0, 0, 500),)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"tiers": [3]}, "Request 0 has tier 3"),
        ({"tiers": [-1]}, "Request 0 has tier -1"),
        ({"places": [-1]}, "Supporter 0 has -1 places"),
        ({"held": [-2]}, "Supporter 0 has -2 cases held"),
        ({"held": []}, "1 supporters with places and 0 with cases"),
        ({"load_penalty": []}, "must be a list of whole numbers from 0"),
        ({"load_penalty": [-1, 5]}, "must be a list of whole numbers from 0"),
        ({"load_penalty": [0, 40, 30]}, "fall"),
    ],
)
def test_each_fault_of_the_people_is_named(changes: dict[str, list[int]], fault: str) -> None:
    people = {"tiers": [0], "places": [1], "held": [0], "load_penalty": [0]} | changes

    with pytest.raises(UnsolvableError, match=fault):
        Problem(edges=sorted_edges(ONE_EDGE), **people)


@pytest.mark.parametrize(
    ("edges", "fault"),
    [
        ([(1, 0, 5)], "names request 1"),
        ([(0, 7, 5)], "names supporter 7"),
        ([(0, -1, 5)], "names supporter -1"),
        ([(0, 0, 5), (0, 0, 6)], r"The pair \(0, 0\) is given twice"),
        ([(0, 0, 1001)], "fit 1001"),
        ([(0, 0, -1)], "fit -1"),
    ],
)
def test_each_fault_of_an_edge_is_named(edges: list[tuple[int, int, int]], fault: str) -> None:
    with pytest.raises(UnsolvableError, match=fault):
        Problem([0], [1], [0], sorted_edges(edges), [0])


def test_edges_out_of_order_are_refused_because_ties_would_depend_on_it() -> None:
    edges = Edges(np.array([1, 0], np.int32), np.zeros(2, np.int32), np.zeros(2, np.int16))

    with pytest.raises(UnsolvableError, match="must rise"):
        Problem([0, 0], [1], [0], edges, [0])


@pytest.mark.parametrize("chosen", [[0, 1], [0, 2]])
def test_a_solution_that_breaks_a_rule_is_not_handed_on(chosen: list[int]) -> None:
    edges = sorted_edges([(0, 0, 5), (0, 1, 5), (1, 0, 5)])
    problem = Problem([0, 0], [1, 1], [0, 0], edges, [0])

    with pytest.raises(UnsolvedError):
        solution(problem, np.array(chosen))


def test_places_beyond_the_list_of_penalties_cost_as_much_as_the_last() -> None:
    problem = Problem([0], [4], [3], sorted_edges(ONE_EDGE), [0, 40])

    assert problem.penalties().tolist() == [0, 40, 40, 40]
    assert solution(problem, np.array([0])).net_score == 460
