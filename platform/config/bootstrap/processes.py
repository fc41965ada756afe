"""Starts, watches and ends child processes so that none outlives the command that started it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from config.bootstrap.problem import SetupError, StopRequestedError, last_lines

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
PATIENCE = 15.0


@dataclass(frozen=True)
class Account:
    """The unprivileged user that a server runs as when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Child:
    """A process of ours: stop_signal asks it to end in order."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM


def end_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Return what a child runs first so that it ends even if we are killed (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def arm() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))

    return arm


def start_child(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path,
    account: Account | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    stdin: int = subprocess.DEVNULL,
) -> Child:
    """Start a process in a session of its own: Ctrl-C in the terminal reaches only us."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 -- fixed commands of ours, no shell
            [os.fspath(part) for part in command],
            env=dict(env),
            cwd=cwd,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent(stop_signal),  # noqa: PLW1509 -- one thread, one system call
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    return Child(name, process, log, stop_signal)


def ask_to_stop(child: Child) -> None:
    """Send the signal that ends it in order, if it still runs."""
    if child.process.poll() is None:
        child.process.send_signal(child.stop_signal)


def stop_child(child: Child, patience: float = PATIENCE) -> None:
    """Ask the process to end and see that it and its whole session do."""
    ask_to_stop(child)
    await_end(child, patience)


def await_end(child: Child, patience: float = PATIENCE) -> None:
    """Wait for a process that was asked to stop, then end its whole session."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.process.wait(patience)
    # The session may hold children of the child, also when the child itself is gone.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def run_logged(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path,
    account: Account | None = None,
) -> bool:
    """Run a command to its end with its output in a fresh log; tell whether it succeeded."""
    log.unlink(missing_ok=True)
    child = start_child(name, command, env=env, log=log, cwd=cwd, account=account)
    try:
        return child.process.wait() == 0
    finally:
        stop_child(child, patience=3)


def wait_until(
    ready: Callable[[], bool], children: Sequence[Child], *, seconds: float, what: str
) -> None:
    """Wait until ready() is true; raise SetupError if a child dies first or time runs out."""
    end = time.monotonic() + seconds
    while not ready():
        require_alive(children)
        if time.monotonic() > end:
            raise SetupError(f"{what} did not answer within {seconds:.0f} seconds.")
        time.sleep(0.05)


def require_alive(children: Sequence[Child]) -> None:
    """Raise SetupError with the end of its log for the first child that is gone."""
    for child in children:
        code = child.process.poll()
        if code is not None:
            raise SetupError(
                f"{child.name} stopped unexpectedly (exit code {code}). "
                f"Its last lines, from {child.log}:\n{last_lines(child.log)}"
            )


@contextmanager
def stopping_on_signals(signals: Sequence[signal.Signals] = STOP_SIGNALS) -> Iterator[None]:
    """Turn the first stop signal into StopRequestedError; later ones wait for the clean end."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)
        raise StopRequestedError

    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
