"""What the benchmark says of itself and of its rivals is true."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from peer_support.bench_problems import invented
from peer_support.bench_proof import is_best
from peer_support.bench_rivals import solve_densely, solve_greedily
from peer_support.solving import Solution, solve
from tests.peer_support.solving.instances import best_by_trying, middling, small, worth


def test_the_proof_accepts_the_best_and_refuses_everything_else() -> None:
    refused = 0
    for seed in range(300):
        problem = small(seed)
        for found in (solve(problem), solve_greedily(problem), Solution((), (0, 0, 0), 0)):
            is_it = (found.by_tier, found.net_score) == best_by_trying(problem)
            assert is_best(problem, found) == is_it, seed
            refused += not is_it
    assert refused > 100


def test_the_rivals_make_only_pairs_that_may_be_made() -> None:
    for seed in range(5):
        problem = middling(seed, 60)
        greedy, dense, best = solve_greedily(problem), solve_densely(problem), solve(problem)

        assert worth(problem, greedy) == (greedy.by_tier, greedy.net_score)
        assert worth(problem, greedy) <= worth(problem, dense)
        assert worth(problem, dense) == worth(problem, best)


def test_a_solution_with_one_worse_pair_is_not_proved() -> None:
    problem = invented(200)
    best = solve(problem)
    (request, supporter), *others = best.pairs
    assert is_best(problem, best)

    left_out = replace(best, pairs=tuple(others))

    assert (request, supporter) not in left_out.pairs
    assert not is_best(problem, left_out)


def test_invented_problems_are_the_same_each_time() -> None:
    assert solve(invented(300)) == solve(invented(300))
    assert solve(invented(300)) != solve(invented(300, seed=2))


def test_the_command_measures_and_proves(capfd: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "matching", people=[60])

    printed = capfd.readouterr().out
    assert "60 requests, 20 supporters" in printed
    assert "nothing is better than ours is proved" in printed


def test_a_benchmark_of_another_name_is_not_known() -> None:
    with pytest.raises(CommandError, match=r"There is: .*learning, matching, .*wellbeing"):
        call_command("bench", "peer_support")
