"""One process at a time: locks that the system lets go of when their holder ends, however."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from config.bootstrap.problem import SetupError
from config.bootstrap.progress import say


@dataclass(frozen=True)
class Running:
    """What the holder of the demo's lock tells other commands; the file is the owner's only."""

    pid: int
    what: str
    address: str
    database_url: str
    redis_url: str


@contextmanager
def setup_lock(path: Path) -> Iterator[None]:
    """Hold the lock for building things, waiting for another command that builds them now."""
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  Waiting for another command that sets up this project ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def demo_lock(path: Path) -> Iterator[None]:
    """Hold the demo's data; raise SetupError that names the holder if someone else does."""
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SetupError(describe(read_note(path))) from error
        try:
            yield
        finally:
            note_path(path).unlink(missing_ok=True)


def describe(running: Running | None) -> str:
    """Return the one line for a second start."""
    if running is None:
        return "The demo's data is in use by another command that is just starting."
    where = f" at {running.address}" if running.address else ""
    return f"{running.what} is already running{where} (process {running.pid}). Stop it first."


def note_path(lock: Path) -> Path:
    """Return the file beside the lock that says who holds it."""
    return lock.with_suffix(".json")


def write_note(lock: Path, running: Running) -> None:
    """Tell other commands where the servers are; the addresses hold passwords, so mode 0600."""
    fresh = note_path(lock).with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as note:
        json.dump(asdict(running), note)
    fresh.replace(note_path(lock))


def read_note(lock: Path) -> Running | None:
    """Return what the holder wrote, or None if it has written nothing usable yet."""
    try:
        return Running(**json.loads(note_path(lock).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def running_demo(lock: Path) -> Running | None:
    """Return the note of the lock's holder, or None if nobody holds it."""
    if not lock.exists():
        return None
    with lock.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return read_note(lock)
    return None
