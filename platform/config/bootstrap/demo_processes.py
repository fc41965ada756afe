"""The demo's own three processes: the web server, a Celery worker and beat."""

import http.client
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.bootstrap.checks import LOOPBACK
from config.bootstrap.layout import Layout
from config.bootstrap.processes import Child, ask_to_stop, await_end, start_child, wait_until
from config.bootstrap.progress import step

HEALTH_PATH = "/health/live"
START_SECONDS = 90


@contextmanager
def running(
    layout: Layout, env: Mapping[str, str], port: int, servers: Sequence[Child]
) -> Iterator[list[Child]]:
    """Run the three and yield all processes to watch; end them before the servers they use."""
    ours: list[Child] = []
    try:
        with step("Starting the web server, worker and beat"):
            for name, command in commands(layout, port).items():
                log = layout.log(name)
                log.unlink(missing_ok=True)
                ours.append(start_child(name, command, env=env, log=log, cwd=layout.root))
            wait_until(
                lambda: answers(port), [*servers, *ours], seconds=START_SECONDS, what="The site"
            )
        yield [*ours, *servers]
    finally:
        end_in_order(ours)


def commands(layout: Layout, port: int) -> dict[str, list[str | Path]]:
    """Return the command lines; two threads of work each are enough for one machine."""
    celery = [sys.executable, "-m", "celery", "-A", "config.celery:app", "--quiet"]
    schedule = layout.demo_data / "beat-schedule"
    return {
        "web": [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi:application",
            "--config",
            "python:config.webserver",
            "--preload",
            "--bind",
            f"{LOOPBACK}:{port}",
            "--workers",
            "2",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--graceful-timeout",
            "5",
            "--no-control-socket",
        ],
        "worker": [
            *celery,
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
            "--hostname",
            "demo@%h",
        ],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", schedule, "--pidfile", ""],
    }


def end_in_order(ours: Sequence[Child]) -> None:
    """Stop what makes work before what does it; each is asked at once and then waited for."""
    for child in reversed(ours):
        ask_to_stop(child)
    for child in reversed(ours):
        await_end(child)


def answers(port: int) -> bool:
    """Tell whether the site says that it lives."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.request("GET", HEALTH_PATH)
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
