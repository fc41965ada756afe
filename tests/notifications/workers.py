"""Real Celery workers as processes of their own, on the tests' database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.support.celery_process import ROOT, process_environment

PATIENCE = 120
# One process, and none of the chatter between workers.
OPTIONS = ("--concurrency=1", "--without-gossip", "--without-mingle", "--without-heartbeat")


@contextmanager
def running_worker(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one worker, in a process group of its own, and end it with the test."""
    worker = subprocess.Popen(  # noqa: S603 -- our own interpreter and arguments
        [sys.executable, "-m", "celery", "-A", "config", "worker", *OPTIONS],
        cwd=ROOT,
        env=process_environment() | environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        kill_group(worker)


def kill_group(worker: subprocess.Popen[bytes]) -> None:
    """Kill the worker and its children as a power cut would; they get no last word."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(PATIENCE)


def wait_until(condition: Callable[[], bool], *, meanwhile: Callable[[], object] = int) -> None:
    """Wait for the condition, doing meanwhile's work again and again."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        meanwhile()
        time.sleep(0.2)
