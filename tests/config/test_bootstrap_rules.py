"""The small rules that the bootstrap stands on, without starting anything large."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.bootstrap import installers, stamps
from config.bootstrap.checks import (
    free_port,
    require_broker,
    require_database,
    require_free_port,
    require_room,
)
from config.bootstrap.credentials import load_credentials
from config.bootstrap.demo import forget_former_copy
from config.bootstrap.environment import is_complete, point_to, require_ours
from config.bootstrap.frontend import build
from config.bootstrap.layout import Layout, server_home
from config.bootstrap.locks import Running, demo_lock, read_note, running_demo, write_note
from config.bootstrap.problem import SetupError
from config.bootstrap.testing import workers

ROOT = Path(__file__).resolve().parents[2]
NOTE = Running(1, "The demo", "http://127.0.0.1:8000", "postgres://a:b@c/d", "redis://e")


def test_a_digest_changes_with_content_and_name_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("1")
    first = stamps.digest(stamps.files_below([tmp_path]), tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "left-out").write_text("x")
    assert stamps.digest(stamps.files_below([tmp_path]), tmp_path) == first
    (tmp_path / "a" / "one.txt").rename(tmp_path / "a" / "two.txt")
    renamed = stamps.digest(stamps.files_below([tmp_path]), tmp_path)
    (tmp_path / "a" / "two.txt").write_text("2")
    assert len({first, renamed, stamps.digest(stamps.files_below([tmp_path]), tmp_path)}) == 3


def test_a_stamp_is_current_only_for_its_own_digest(tmp_path: Path) -> None:
    stamp = tmp_path / "deep" / "stamp"
    assert not stamps.is_current(stamp, "a")
    stamps.write_stamp(stamp, "a")
    assert stamps.is_current(stamp, "a")
    assert not stamps.is_current(stamp, "b")


def test_an_environment_without_its_python_or_with_another_lock_is_made_again(
    tmp_path: Path,
) -> None:
    stamps.write_stamp(tmp_path / "made-from", "lock")
    assert not is_complete(tmp_path, "lock")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    assert is_complete(tmp_path, "lock")
    assert not is_complete(tmp_path, "another lock")


def test_the_environment_is_swapped_by_its_link_and_a_persons_own_is_left(tmp_path: Path) -> None:
    old, new, link = tmp_path / "old", tmp_path / "new", tmp_path / ".venv"
    old.mkdir()
    new.mkdir()
    point_to(link, old)
    point_to(link, new)
    assert link.resolve() == new
    assert old.is_dir()
    own = tmp_path / "own"
    own.mkdir()
    with pytest.raises(SetupError, match="was not made by this command"):
        require_ours(own)


def test_a_port_in_use_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=rf"Port {port} is in use .* --port"):
            require_free_port(port)
    require_free_port(free_port())
    for impossible in (0, -1, 65_536):
        with pytest.raises(SetupError, match="from 1 to 65535"):
            require_free_port(impossible)


def test_too_little_room_is_said_in_megabytes(tmp_path: Path) -> None:
    require_room(tmp_path, 0, "nothing")
    with pytest.raises(SetupError, match=r"no room on the disk: the demo needs 999999999 MB free"):
        require_room(tmp_path, 999_999_999, "the demo")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("mysql://127.0.0.1/x", "must be a postgres or postgresql address"),
        ("postgres://127.0.0.1", "names no database"),
        ("postgres://127.0.0.1:port/x", "a port that is not a number"),
        ("postgres://a:secret@127.0.0.1:1/x", "points to 127.0.0.1:1, where nothing answers"),
    ],
)
def test_a_broken_database_address_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str, reason: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(SetupError, match=rf"DATABASE_URL.*{reason}") as refused:
        require_database()
    assert "secret" not in str(refused.value)


def test_a_broken_broker_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    with pytest.raises(SetupError, match=r"REDIS_URL points to .*, where nothing answers"):
        require_broker()


def test_a_second_demo_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    lock = tmp_path / "demo.lock"
    assert running_demo(lock) is None
    with demo_lock(lock):
        write_note(lock, NOTE)
        assert running_demo(lock) == NOTE
        with (
            pytest.raises(
                SetupError, match=r"already running at http://127.0.0.1:8000 \(process 1\)"
            ),
            demo_lock(lock),
        ):
            pass
        assert (tmp_path / "demo.json").stat().st_mode & 0o777 == 0o600
    assert running_demo(lock) is None
    assert read_note(lock) is None


def test_the_demos_secrets_are_made_once_and_only_for_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "demo" / "credentials.json"
    first = load_credentials(path)
    assert load_credentials(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("{")
    with pytest.raises(SetupError, match="--reset"):
        load_credentials(path)


def test_a_folder_cloned_anew_starts_with_new_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    layout = Layout(tmp_path)
    data = server_home(layout) / "postgres"
    data.mkdir(parents=True)
    try:
        (data / "PG_VERSION").write_text("18\n")
        (data / "postmaster.pid").write_text(f"{os.getpid()}\n")
        with pytest.raises(SetupError, match=f"still runs as process {os.getpid()}"):
            forget_former_copy(layout)
        assert (data / "PG_VERSION").exists()
        (data / "postmaster.pid").unlink()
        forget_former_copy(layout)
        assert not data.exists()
        forget_former_copy(layout)
    finally:
        shutil.rmtree(server_home(layout))


def test_a_state_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".lodestar").write_text("a file where the folder should be")
    with pytest.raises(SetupError, match="cannot be written"):
        Layout(tmp_path).prepare()


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("ERROR: Could not find a version that satisfies", "registry cannot be reached"),
        ("npm error code ECONNREFUSED", "registry cannot be reached"),
        ("error: No space left on device (os error 28)", "disk is full"),
        ("ERROR: hashes do not match", "the installer failed"),
    ],
)
def test_an_installers_failure_is_told_from_others(tmp_path: Path, log: str, reason: str) -> None:
    path = tmp_path / "log"
    path.write_text(log)
    said = installers.explain("The packages could not be installed", path)
    assert reason in said
    assert str(path) in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tests/core"], True),
        (["-n", "0"], False),
        (["-n4"], False),
        (["--pdb"], False),
        (["-x", "-k", "quiz"], True),
    ],
)
def test_workers_are_added_unless_the_person_chose(arguments: list[str], expected: bool) -> None:
    assert bool(workers(arguments)) is expected


def test_a_front_end_that_cannot_be_built_leaves_the_former_one(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.prepare()
    dist = layout.frontend / "dist"
    dist.mkdir(parents=True)
    (dist / "lodestar.css").write_text("former")
    (layout.frontend / "package.json").write_text('{"name": "x", "version": "1.0.0"}')
    lock = {"name": "x", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"name": "x"}}}
    (layout.frontend / "package-lock.json").write_text(json.dumps(lock))
    with pytest.raises(SetupError, match="The front end could not be built"):
        build(layout)
    assert (dist / "lodestar.css").read_text() == "former"
    assert not (layout.frontend / "dist.former").exists()


def test_the_bootstrap_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import config.bootstrap.door;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(  # noqa: S603 -- our own Python
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT / 'platform')!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    foreign = set(done.stdout.split()) - set(sys.stdlib_module_names) - {"config"}
    assert foreign == set()


def test_the_door_parses_and_turns_away_an_old_python(tmp_path: Path) -> None:
    source = (ROOT / "manage.py").read_text()
    compile(source, "manage.py", "exec", flags=0, dont_inherit=True)
    old = tmp_path / "old.py"
    old.write_text(
        f"import sys; sys.version_info = (3, 8, 18)\n__file__ = {str(ROOT / 'manage.py')!r}\n"
        f"exec({source!r})"
    )
    done = subprocess.run([sys.executable, old], capture_output=True, text=True, check=False)  # noqa: S603 -- ours
    assert done.returncode == 1
    assert done.stderr.startswith("Lodestar needs Python 3.11 or newer; this is Python 3.8.")
    assert os.linesep not in done.stderr.strip()
