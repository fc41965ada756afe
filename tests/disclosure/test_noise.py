"""The same people get the same noise for ever; other people, months and measures get another."""

import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from statistics import correlation, fmean, stdev

import pytest

from disclosure.drafting import Month, draft
from disclosure.noise import BAND_SD, SUM_SD, Label, draw
from tests.support.figures import MOOD, PERIOD, SECRET, answering, gathered, grow, silent

LABEL = Label("wellbeing", PERIOD, "pulse.overall")
REFS = tuple(f"{number:064x}" for number in range(12))
MANY = 4000
KNOWN = -1.859971
RERUN = """
import sys, json
from datetime import date
from disclosure.noise import Label, draw
refs = sorted({f"{number:064x}" for number in range(12)})
label = Label("wellbeing", date(2026, 9, 1), "pulse.overall")
print(json.dumps(draw(bytes(range(32)), label, refs, 40.0)))
"""


def noises(label: Label, sd: float = SUM_SD) -> list[float]:
    """Draw for many groups of people."""
    return [draw(SECRET, label, [f"group-{number}", "one", "two"], sd) for number in range(MANY)]


def test_a_known_draw_stays_as_it_is() -> None:
    # Written down once: another value would mean that closed months could be asked twice.
    assert draw(SECRET, LABEL, REFS, SUM_SD) == KNOWN


def test_twenty_runs_give_one_value() -> None:
    assert {draw(SECRET, LABEL, REFS, SUM_SD) for _run in range(20)} == {KNOWN}


def test_any_number_of_workers_gives_one_value() -> None:
    with ThreadPoolExecutor(8) as workers:
        drawn = workers.map(lambda _run: draw(SECRET, LABEL, REFS, SUM_SD), range(64))
    assert set(drawn) == {KNOWN}


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_with_other_hashes_gives_the_same(seed: str) -> None:
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", RERUN],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == KNOWN


def test_the_order_in_which_people_arrive_changes_nothing() -> None:
    tree = grow({1: None, 2: 1, 3: 1})
    people = [*answering(2, 14, score=31.4), *answering(3, 18, score=62.8)]
    month = Month(tree, gathered(people, silent(2, 3) | silent(3, 2)), {}, SECRET, LABEL)
    first = draft(MOOD, month)
    for seed in range(20):
        shuffled = list(people)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 -- reproducible, guards nothing
        said = gathered(shuffled, dict(reversed((silent(2, 3) | silent(3, 2)).items())))
        assert draft(MOOD, replace(month, gathered=said)) == first


def test_one_person_more_or_fewer_gives_noise_of_its_own() -> None:
    others = [REFS[:-1], REFS[1:], (*REFS, "one more")]
    drawn = {draw(SECRET, LABEL, refs, SUM_SD) for refs in (REFS, *others)}
    assert len(drawn) == len(others) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"collection": "learning"},
        {"period": date(2026, 10, 1)},
        {"measure": "pulse.mood"},
        {"role": "investigator"},
        {"band": "low"},
    ],
)
def test_whatever_the_figure_is_of_gives_noise_of_its_own(change: dict[str, object]) -> None:
    other = replace(LABEL, **change)  # type: ignore[arg-type]  # one field at a time
    one, two = noises(LABEL), noises(other)
    assert abs(correlation(one, two)) < 0.05
    assert not set(one) & set(two)


def test_labels_that_read_alike_are_told_apart() -> None:
    assert replace(LABEL, measure="a", role="bc").encoded() != (
        replace(LABEL, measure="ab", role="c").encoded()
    )


def test_another_secret_gives_another_draw() -> None:
    assert draw(SECRET[::-1], LABEL, REFS, SUM_SD) != KNOWN


def test_the_noise_on_sums_has_a_standard_deviation_of_forty() -> None:
    drawn = noises(LABEL)
    # Three standard errors: 40 / sqrt(2 * 4000) = 0.45 for the spread, 0.63 for the mean.
    assert stdev(drawn) == pytest.approx(40, abs=1.35)
    assert fmean(drawn) == pytest.approx(0, abs=1.9)
    within = sum(abs(number) < 40 for number in drawn) / MANY
    assert within == pytest.approx(0.6827, abs=0.023)
    assert sum(abs(number) > 2 * 40 for number in drawn) / MANY == pytest.approx(0.0455, abs=0.01)


def test_the_noise_on_bands_has_a_standard_deviation_of_one_and_a_half() -> None:
    assert stdev(noises(replace(LABEL, band="low"), BAND_SD)) == pytest.approx(1.5, abs=0.051)
