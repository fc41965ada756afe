"""A copy of the project in a folder with a space and an accent, to start the demo in for real.

The copy takes the packages and the compiled front end from where the tests run: making them anew
is tried by whoever runs the tests on a fresh machine.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import stamps
from config.bootstrap.environment import STAMP_NAME, lock_digest
from config.bootstrap.layout import Layout, server_home

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("platform", "learning", "wellbeing", "peer_support", "templates")
START_SECONDS = 480
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", ".lodestar", ".venv")
# What the tests' own environment says must not reach a demo that is to stand by itself.
INHERITED = (
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "LODESTAR_ENV_READY",
    "PYTHONPATH",
    "PYTEST_XDIST_WORKER",
)


def make_copy(folder: Path) -> Layout:
    """Copy the project's files and link the environment that the tests run in."""
    root = folder / "a path with é"
    root.mkdir()
    for name in ("manage.py", "requirements-dev.txt", "requirements.txt"):
        shutil.copy(ROOT / name, root / name)
    for name in SOURCES:
        shutil.copytree(ROOT / name, root / name, ignore=LEFT_OUT)
    layout = Layout(root)
    layout.prepare()
    link_environment(layout)
    front_end = stamps.digest(stamps.files_below([layout.frontend]), layout.root)
    stamps.write_stamp(layout.state / "stamps" / "frontend", front_end)
    return layout


def link_environment(layout: Layout) -> None:
    """Stand in for an installation of this very lock."""
    environment = layout.environments / "linked"
    environment.mkdir(parents=True)
    for path in Path(sys.prefix).iterdir():
        if path.name != STAMP_NAME:
            (environment / path.name).symlink_to(path)
    stamps.write_stamp(environment / STAMP_NAME, lock_digest(layout))
    layout.venv.symlink_to(environment, target_is_directory=True)


def outer_environment(**changes: str) -> dict[str, str]:
    """The environment of a person's terminal."""
    kept = {name: value for name, value in os.environ.items() if name not in INHERITED}
    return kept | changes


@dataclass
class Demo:
    """A started demo: its process and what it has printed."""

    process: "subprocess.Popen[bytes]"
    output: Path

    def said(self) -> str:
        """Everything printed until now."""
        return self.output.read_text(errors="replace")

    def wait_for(self, words: str) -> None:
        """Wait until it has printed the words; fail with its output if it ends first."""
        end = time.monotonic() + START_SECONDS
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextlib.contextmanager
def running_demo(layout: Layout, port: int, output: Path, **changes: str) -> Iterator[Demo]:
    """Start the demo as a person does, from another folder; whatever happens, end it."""
    command = [sys.executable, str(layout.root / "manage.py"), "demo", "--port", str(port)]
    with output.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own command
            command,
            cwd="/",
            env=outer_environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Demo(process, output)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()


def processes_of(layout: Layout) -> list[str]:
    """The command lines of living processes that work in the copy or on its data."""
    homes = (str(layout.root), str(server_home(layout)))
    lines = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if any(home in command for home in homes):
                lines.append(command)
    return lines


def remove_servers(layout: Layout) -> None:
    """Remove what root's demo keeps outside the project."""
    shutil.rmtree(server_home(layout), ignore_errors=True)
