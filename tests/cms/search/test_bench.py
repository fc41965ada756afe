"""The benchmark of search as it is started, over few pages: its times are not held to anything."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cms.search.questions import read_questions
from tests.support.celery_process import process_environment

ROOT = Path(__file__).parents[3]


@pytest.mark.django_db
def test_the_command_prints_how_many_questions_are_answered_and_how_fast() -> None:
    command = [sys.executable, "manage.py", "bench", "search", "--people", "150"]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, cwd=ROOT, env=process_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    right, asked, share = _figures(
        r"right page in the first three: (\d+) of (\d+) \((\d+)%\)", done
    )
    assert (asked, share) == (len(read_questions()), round(100 * right / asked))
    assert share >= 90
    for what in ("search alone", "whole page"):
        times = r"p50 (\d+) ms, p95 (\d+) ms, longest (\d+) ms"
        every = _figures(rf"{what}: {times}", done)
        quickest = _figures(rf"{what}, each question at its quickest: {times}", done)
        assert 0 < every[0] <= every[1] <= every[2]
        assert all(quick <= any_ for quick, any_ in zip(quickest, every, strict=True))


def _figures(pattern: str, done: "subprocess.CompletedProcess[str]") -> list[int]:
    found = re.search(pattern, done.stdout)
    assert found, done.stdout
    return [int(figure) for figure in found.groups()]
