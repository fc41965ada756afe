"""From check-ins as people make them to a stranger's attack on what was published of them."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from disclosure.attack import attack as script
from disclosure.models import PublishedCell
from tests.disclosure.world import MONTHS, World, a_force
from tests.support.answered_months import close, everybody_checks_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_world() -> World:
    """A force whose people checked in for three months, all closed."""
    world = a_force(seed=7)
    for period in MONTHS:
        everybody_checks_in(world, period)
        assert close(period)
    return world


def attacked(folder: Path, *options: str) -> tuple[int, list[str]]:
    """Run the stranger's script as a stranger does; return its exit code and lines."""
    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", script.__file__, str(folder), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not run.stderr
    return run.returncode, run.stdout.splitlines()


def test_a_stranger_narrows_nobody_here_and_many_on_an_ordinary_dashboard(
    closed_world: World, tmp_path: Path
) -> None:
    call_command("export_attack_set", str(tmp_path / "set"), stdout=StringIO())

    code, lines = attacked(tmp_path / "set" / "published")
    assert (code, lines[-1]) == (0, "Nobody was narrowed.")
    assert all("narrowed at 0 places (0 questions had no answer)" in line for line in lines[1:4])
    figures = (tmp_path / "set" / "published" / "figures.csv").read_text().splitlines()
    cells = PublishedCell.objects.all()
    assert len(figures) == 1 + cells.count() + sum(len(cell.bands) for cell in cells)
    assert sum(",phq4.total none," in figure for figure in figures) > len(MONTHS)

    code, lines = attacked(tmp_path / "set" / "ordinary", "--month", "2026-08")
    assert (code, lines[-1]) == (1, "Somebody was narrowed.")
    assert any("between" in line for line in lines)


def test_everything_published_passes_the_audit_again(closed_world: World) -> None:
    out = StringIO()

    call_command("audit_published", collection="wellbeing", stdout=out)

    lines = out.getvalue().splitlines()
    assert len(lines) == len(MONTHS) + 1
    assert lines[-1] == "3 closed months: every figure is right, nobody is narrowed."


def test_figures_are_written_out_only_where_people_are_invented(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="Only a demo may be attacked"):
        call_command("export_attack_set", str(tmp_path / "set"))

    assert not (tmp_path / "set").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match="not empty"):
        call_command("export_attack_set", str(tmp_path))

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
