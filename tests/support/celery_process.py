"""A real Celery worker for a test: a process of its own on the test's database and broker."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection

from config.bootstrap.processes import Child, require_alive, start_child, stop_child
from config.celery import app

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


def test_database_url() -> str:
    """The address of the database that this test uses, for another process."""
    entry = connection.settings_dict
    login = quote(entry["USER"], safe="")
    if entry["PASSWORD"]:
        login += ":" + quote(entry["PASSWORD"], safe="")
    return f"postgres://{login}@{entry['HOST']}:{entry['PORT']}/{entry['NAME']}"


def process_environment() -> dict[str, str]:
    """The environment of a process that works on this test's database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": test_database_url(),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
    }


@contextmanager
def running_worker(log: Path) -> Iterator[Child]:
    """Run a worker on an emptied queue until the block ends; yield once it takes tasks."""
    app.control.purge()
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config.celery:app",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    child = start_child("worker", command, env=process_environment(), log=log, cwd=ROOT)
    try:
        end = time.monotonic() + START_SECONDS
        while "config.worker_ready" not in log.read_text(errors="replace"):
            require_alive([child])
            assert time.monotonic() < end, f"the worker did not start: {log.read_text()}"
            time.sleep(0.05)
        yield child
    finally:
        stop_child(child, patience=5)


@pytest.fixture
def celery_worker_process(transactional_db: None, tmp_path: Path) -> Iterator[Child]:
    """A worker that runs what the test queues; `.log` is its output, `.process` the process."""
    with running_worker(tmp_path / "worker.log") as child:
        yield child


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    """A broker's database of this test's own, because it will be emptied."""
    url = own_broker()
    monkeypatch.setenv("CELERY_BROKER_URL", url)
    # Pools remember the broker that they were made for.
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    with redis.Redis.from_url(url) as client:
        client.flushdb()
        yield client
        client.flushdb()


def own_broker() -> str:
    """The address of a second database of this worker's, counted from the last one down."""
    parts = urlsplit(settings.REDIS_URL)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        count = int(client.config_get("databases")["databases"])
    used = int(parts.path.strip("/") or 0)
    return parts._replace(path=f"/{count - 1 - used}").geturl()
