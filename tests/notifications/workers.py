"""Real Celery workers as processes of their own, on the tests' database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def database_url() -> str:
    """The address of the database that this test run uses."""
    entry = connection.settings_dict
    login = entry["USER"] + (f":{entry['PASSWORD']}" if entry["PASSWORD"] else "")
    return f"postgres://{login}@{entry['HOST']}:{entry['PORT']}/{entry['NAME']}"


@contextmanager
def running_worker(queue: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one worker, in a process group of its own, and end it with the test."""
    worker = subprocess.Popen(  # noqa: S603 -- our own interpreter and arguments
        [sys.executable, "-m", "celery", "-A", "config", "worker", *worker_options(queue)],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
        }
        | environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        kill_group(worker)


def worker_options(queue: str) -> list[str]:
    """One process, and none of the chatter between workers."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return ["--concurrency=1", f"--queues={queue}", "--loglevel=WARNING", *quiet]


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
