"""`manage.py demo` for real: starts, answers, starts again quickly, and leaves nothing running."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.bootstrap.checks import LOOPBACK, free_port
from config.bootstrap.layout import Layout
from tests.config.demo_copy import (
    make_copy,
    outer_environment,
    processes_of,
    remove_servers,
    running_demo,
)

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
    pytest.mark.start_first,
]
SECOND_START_SECONDS = 15
# The rest of the suite has the processors too.
NOISE = 6


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Layout]:
    """A copy of the project that was never started."""
    layout = make_copy(tmp_path_factory.mktemp("demo"))
    yield layout
    remove_servers(layout)
    shutil.rmtree(layout.root, ignore_errors=True)


def manage(layout: Layout, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end from another folder."""
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, str(layout.root / "manage.py"), *arguments],
        cwd="/",
        check=False,
        env=outer_environment(**changes),
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def sign_in_page(port: int) -> int:
    """The status of the page that everyone meets first."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_demo_lives_through_its_whole_day(project: Layout, tmp_path: Path) -> None:
    port = free_port()
    first_start_answers_and_ctrl_c_ends_it(project, port, tmp_path / "first")
    second_start_is_quick(project, port, tmp_path / "second")
    a_dead_worker_ends_everything(project, port, tmp_path / "third")
    a_killed_demo_leaves_nothing(project, port, tmp_path / "fourth")
    another_command_brings_its_own_servers(project)
    a_benchmark_finds_its_styles(project)
    reset_removes_its_data_only_when_told(project)


def first_start_answers_and_ctrl_c_ends_it(project: Layout, port: int, output: Path) -> None:
    """From nothing: every step, the accounts, a page, another command, a second demo, Ctrl-C."""
    with running_demo(project, port, output) as demo:
        demo.wait_for("Stop with Ctrl-C.")
        for step in (
            "Starting PostgreSQL",
            "Starting Valkey",
            "Migrating",
            "Seeding",
            "worker and beat",
        ):
            assert step in demo.said()
        assert f"http://127.0.0.1:{port}" in demo.said()
        assert "officer@demo.example" in demo.said()
        assert sign_in_page(port) == 200
        count = "from accounts.models import User; print(User.objects.count() > 10)"
        assert manage(project, "shell", "--no-imports", "-c", count).stdout == "True\n"
        second = manage(project, "demo", "--port", str(free_port()))
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert f"already running at http://127.0.0.1:{port}" in second.stderr
        assert demo.stop(signal.SIGINT) == 0
    assert processes_of(project) == []


def second_start_is_quick(project: Layout, port: int, output: Path) -> None:
    """Nothing is made twice, and SIGTERM ends it as well as Ctrl-C."""
    started = time.monotonic()
    with running_demo(project, port, output) as demo:
        demo.wait_for("Stop with Ctrl-C.")
        assert time.monotonic() - started < SECOND_START_SECONDS * NOISE
        for step in ("Installing", "Building", "Migrating", "Seeding", "Collecting"):
            assert step not in demo.said()
        assert demo.stop(signal.SIGTERM) == 0
    assert processes_of(project) == []


def a_dead_worker_ends_everything(project: Layout, port: int, output: Path) -> None:
    """A process that dies is named with its last lines, and the others end."""
    with running_demo(project, port, output) as demo:
        demo.wait_for("Stop with Ctrl-C.")
        os.kill(pid_of(project, "celery", " beat "), signal.SIGKILL)
        assert demo.process.wait(60) == 1
        assert "beat stopped unexpectedly (exit code -9)" in demo.said()
    assert processes_of(project) == []


def a_killed_demo_leaves_nothing(project: Layout, port: int, output: Path) -> None:
    """Even when the command itself has no time for anything."""
    with running_demo(project, port, output) as demo:
        demo.wait_for("Stop with Ctrl-C.")
        demo.process.kill()
        demo.process.wait()
        end = time.monotonic() + 60
        while processes_of(project):
            assert time.monotonic() < end, processes_of(project)
            time.sleep(0.2)


def another_command_brings_its_own_servers(project: Layout) -> None:
    """With no demo running, a command of Django works on its data all the same, and cleans up."""
    done = manage(project, "showmigrations", "accounts", "--plan")
    assert (done.returncode, "[ ]" in done.stdout) == (0, False), done.stderr
    assert "[X]  accounts.0001_initial" in done.stdout
    assert processes_of(project) == []


def a_benchmark_finds_its_styles(project: Layout) -> None:
    """It asks for whole pages, also where no demo has ever collected what they name."""
    static = project.state / "static"
    shutil.rmtree(static)
    done = manage(project, "bench", "nothing")
    assert (done.returncode, "no benchmark called nothing" in done.stderr) == (1, True), done.stderr
    assert (static / "staticfiles.json").is_file()
    assert processes_of(project) == []


def reset_removes_its_data_only_when_told(project: Layout) -> None:
    """Nobody to ask means no; someone's own database is never the demo's to remove."""
    keys = project.state / "demo-keys.json"
    before = keys.read_bytes()
    unasked = manage(project, "demo", "--reset", "--port", str(free_port()))
    assert (unasked.returncode, "--no-input" in unasked.stderr) == (1, True)
    own = {"DATABASE_URL": "postgres://127.0.0.1:1/x"}
    foreign = manage(project, "demo", "--reset", "--no-input", "--port", str(free_port()), **own)
    assert (foreign.returncode, "Unset DATABASE_URL" in foreign.stderr) == (1, True)
    assert keys.read_bytes() == before


def pid_of(project: Layout, *words: str) -> int:
    """The process of the copy whose command line has all the words."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        if str(project.root) in command and all(word in command for word in words):
            return int(entry.name)
    raise AssertionError(f"no process with {words}")


def test_a_changed_lock_that_cannot_be_installed_leaves_the_old_environment(tmp_path: Path) -> None:
    project = make_copy(tmp_path)
    lock = project.requirements
    before = project.venv.resolve()
    lock.write_text(f"{lock.read_text()}\n# changed\n")
    nowhere = "http://127.0.0.1:9/simple"
    unreachable = {
        "UV_DEFAULT_INDEX": nowhere,
        "UV_NO_CACHE": "1",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "PIP_INDEX_URL": nowhere,
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    done = manage(project, "setup", **unreachable)
    assert done.returncode == 1
    assert "the package registry cannot be reached" in done.stderr
    assert done.stderr.count("\n") == 1
    assert project.venv.resolve() == before
    assert [path.name for path in project.environments.iterdir()] == ["linked"]


def test_a_port_in_use_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    project = make_copy(tmp_path)
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = manage(project, "demo", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Lodestar: Port {port} is in use by another program.")
    assert not project.demo_data.exists()
