"""The stranger's script finds people where figures give them away, and says where they do not."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.attack import attack as script
from disclosure.attack.attack import Shown, System, attack

PARENTS = {"force": None, "unit": "force", "team": "unit", "desk": "unit"}


def system(counted: dict[str, int], *figures: Shown) -> System:
    return System("2026-10-01 pulse.overall", PARENTS, counted, figures)


def shown(place: str, mean: float, end: str = "") -> Shown:
    return Shown(place, mean, 0.5, end)


def test_a_person_who_is_the_difference_of_two_exact_means_is_found() -> None:
    exact = (Shown("unit", 50.0, 0.0), Shown("team", 48.0, 0.0))

    outcome = attack(system({"team": 10, "desk": 1}, *exact), most_colluders=0)

    # 11 times 50, less 10 times 48.
    (found,) = outcome.found
    assert found.place == "desk"
    assert [found.least, found.greatest] == pytest.approx([70, 70])


def test_rounding_alone_does_not_hide_a_difference_of_one() -> None:
    rounded = (shown("unit", 57), shown("team", 52))

    (found,) = attack(system({"team": 10, "desk": 1}, *rounded), most_colluders=0).found

    # The unit's sum is at least 621.5 and the team's at most 525.
    assert str(found) == "2026-10-01 pulse.overall, desk: between 96.5 and 100.0"


def test_ten_people_at_half_the_scale_are_not_narrowed_by_two_colluders() -> None:
    outcome = attack(system({"team": 10}, shown("team", 50), shown("unit", 50)))

    assert outcome.found == []
    assert outcome.tried == {0: 10, 1: 10, 2: 10}
    assert not outcome.impossible


def test_ten_people_at_the_end_of_the_scale_are_hidden_by_the_end_alone() -> None:
    named = attack(system({"team": 10}, shown("team", 5)))
    ended = attack(system({"team": 10}, shown("team", 20, "low")))

    assert named.found
    assert not ended.found


def test_colluders_come_from_the_same_figures_and_never_all_of_a_place() -> None:
    programme = script.Programme(system({"team": 2, "desk": 9}, shown("unit", 50)))

    assert programme.colluders_for("team", 2) == {"team": 1, "desk": 1}
    assert programme.colluders_for("desk", 2) == {"desk": 2}
    assert script.Programme(system({"team": 1}, shown("unit", 50))).colluders_for("team", 1) is None


def write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    with (folder / name).open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(("mean", "code"), [("50", 0), ("4", 1)])
def test_a_stranger_runs_it_on_files_alone(tmp_path: Path, mean: str, code: int) -> None:
    month = {"period": "2026-10-01"}
    cell = month | {"measure": "pulse.overall", "role": ""}
    write(tmp_path, "places.csv", month | {"place": "force", "parent": ""})
    write(tmp_path, "figures.csv", cell | {"place": "force", "mean": mean, "step": "1", "end": ""})
    write(tmp_path, "counted.csv", cell | {"place": "force", "people": "12"})

    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", script.__file__, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == code, run.stderr
    assert run.stdout.splitlines()[0].startswith("1 sets of figures")
    assert run.stdout.splitlines()[-1] == ["Nobody was narrowed.", "Somebody was narrowed."][code]
