"""Both solvers against every way there is, against each other, and against what must not happen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from peer_support.solving import TIERS, Problem, Solution, solve, sorted_edges
from peer_support.solving.paths import solve_by_paths
from tests.peer_support.solving.instances import best_by_trying, middling, rows, small, worth

SMALL = range(1000)
Solver = Callable[[Problem], Solution]
both_solvers = pytest.mark.parametrize("solver", [solve, solve_by_paths], ids=["flow", "paths"])


@both_solvers
def test_no_way_of_placing_people_is_better_in_1000_small_problems(solver: Solver) -> None:
    for seed in SMALL:
        problem = small(seed)
        found = solver(problem)

        assert worth(problem, found) == (found.by_tier, found.net_score), seed
        assert (found.by_tier, found.net_score) == best_by_trying(problem), seed


def test_both_solvers_agree_on_50_problems_of_300_requests() -> None:
    for seed in range(50):
        problem = middling(seed)
        flow, paths = solve(problem), solve_by_paths(problem)

        assert (flow.by_tier, flow.net_score) == (paths.by_tier, paths.net_score), seed
        assert worth(problem, flow) == worth(problem, paths) == (flow.by_tier, flow.net_score)
        assert sum(flow.by_tier) < 300, "nobody was left out, so no tier had to give way"


def test_the_same_problem_gives_the_same_pairs_whatever_order_its_edges_come_in() -> None:
    for seed in range(10):
        problem = middling(seed)
        shuffled = rows(problem.edges)
        Random(seed).shuffle(shuffled)  # noqa: S311 -- the same order each time, no secret

        again = solve(replace(problem, edges=sorted_edges(shuffled)))

        assert again == solve(problem)


def test_renaming_requests_and_supporters_changes_no_figure() -> None:
    for problem in _problems():
        random = Random(len(problem.edges))  # noqa: S311 -- as above
        asking = random.sample(range(len(problem.tiers)), len(problem.tiers))
        helping = random.sample(range(len(problem.places)), len(problem.places))
        renamed = Problem(
            tiers=_moved(problem.tiers, asking),
            places=_moved(problem.places, helping),
            held=_moved(problem.held, helping),
            edges=sorted_edges((asking[i], helping[j], fit) for i, j, fit in rows(problem.edges)),
            load_penalty=problem.load_penalty,
        )

        assert _value(solve(renamed)) == _value(solve(problem))


def test_a_place_more_never_makes_the_whole_worse() -> None:
    for problem in _problems():
        before = solve(problem)
        for supporter in range(min(len(problem.places), 5)):
            places = list(problem.places)
            places[supporter] += 1
            after = solve(replace(problem, places=places))

            assert _value(after) >= _value(before)
            assert sum(after.by_tier) >= sum(before.by_tier)


def test_a_bar_more_never_makes_the_whole_better() -> None:
    for problem in _problems():
        before = solve(problem)
        edges = rows(problem.edges)
        for barred in before.pairs[:5]:
            kept = sorted_edges(edge for edge in edges if edge[:2] != barred)
            after = solve(replace(problem, edges=kept))

            assert _value(after) <= _value(before)
            assert sum(after.by_tier) <= sum(before.by_tier)


def test_making_a_routine_request_urgent_never_lowers_how_many_are_placed() -> None:
    for problem in _problems():
        before = solve(problem)
        routine = [i for i, tier in enumerate(problem.tiers) if tier == TIERS - 1]
        for request in routine[:5]:
            tiers = list(problem.tiers)
            tiers[request] = 0
            after = solve(replace(problem, tiers=tiers))

            assert sum(after.by_tier) == sum(before.by_tier)
            assert after.by_tier[0] >= before.by_tier[0]


def test_urgency_costs_nobody_a_place_and_each_tier_comes_before_the_next() -> None:
    for problem in _problems():
        found = solve(problem)
        for tier in range(TIERS):
            only = [edge for edge in rows(problem.edges) if problem.tiers[edge[0]] <= tier]
            alone = solve(
                replace(problem, edges=sorted_edges(only), tiers=[0] * len(problem.tiers))
            )

            assert sum(alone.by_tier) == sum(found.by_tier[: tier + 1])


def test_a_request_that_fits_badly_is_placed_before_two_that_fit_well_are_placed_better() -> None:
    problem = Problem(
        tiers=[0, 2],
        places=[1, 1],
        held=[0, 0],
        edges=sorted_edges([(0, 0, 1000), (0, 1, 0), (1, 0, 1)]),
        load_penalty=[0],
    )

    assert solve(problem) == Solution(((0, 1), (1, 0)), (1, 0, 1), 1)


def test_a_second_case_goes_to_someone_else_where_the_load_outweighs_the_fit() -> None:
    problem = Problem(
        tiers=[2, 2],
        places=[3, 3],
        held=[0, 0],
        edges=sorted_edges([(0, 0, 900), (1, 0, 900), (1, 1, 861)]),
        load_penalty=[0, 40],
    )

    assert solve(problem) == Solution(((0, 0), (1, 1)), (0, 0, 2), 1761)


def test_cases_that_a_supporter_holds_already_make_the_next_one_dearer() -> None:
    problem = Problem([2], [5], [3], sorted_edges([(0, 0, 500)]), [0, 40, 120, 240, 400])

    assert solve(problem).net_score == 260


def test_a_request_that_nobody_can_take_is_left_out_and_nothing_is_lost() -> None:
    problem = Problem([0, 1, 2], [1], [2], sorted_edges([(0, 0, 700)]), [0])

    assert solve(problem) == solve_by_paths(problem) == Solution((), (0, 0, 0), 0)
    assert solve(Problem([], [], [], sorted_edges([]), [0])).pairs == ()


def _problems() -> list[Problem]:
    return [small(seed) for seed in range(100)] + [middling(seed, 60) for seed in range(5)]


def _moved(numbers: Sequence[int], order: list[int]) -> list[int]:
    moved = [0] * len(order)
    for number, place in zip(numbers, order, strict=True):
        moved[place] = number
    return moved


def _value(found: Solution) -> tuple[tuple[int, ...], int]:
    return found.by_tier, found.net_score
