"""What people send never reaches a log, whatever goes wrong with it."""

import http.client
import json
import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.utils.log import AdminEmailHandler

from tests.support.celery_process import ROOT, process_environment

CANARY = "Kanarienvogel"
PATIENCE = 120
ALLOWED = {
    *("time", "level", "logger", "event", "request_id", "method", "route", "status"),
    *("duration_ms", "exception", "task", "check", "collection", "month", "cell", "count"),
}


@pytest.fixture
def server(tmp_path: Path, db: None) -> Iterator[tuple[int, Path]]:
    """A real web server that writes its log to a file."""
    log = tmp_path / "log"
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = ["-m", "gunicorn", "config.wsgi", "--config", "python:config.webserver"]
    where = ["--bind", f"127.0.0.1:{port}", "--threads", "2", "--no-control-socket"]
    environment = process_environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.core.canary_settings",
        "PYTHONWARNINGS": "ignore",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 -- our own interpreter and arguments
            [sys.executable, *command, *where],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(port)
        yield port, log
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(PATIENCE * 10):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def ask(port: int, method: str, path: str) -> int:
    """Send the canary in every part of a request; return the status."""
    headers = {
        "X-Canary": CANARY,
        "User-Agent": CANARY,
        "Referer": f"http://127.0.0.1/{CANARY}",
        "Cookie": f"sessionid={CANARY}",
        "X-Request-ID": CANARY,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, f"{path}?q={CANARY}", f"box={CANARY}", headers)
        return connection.getresponse().status


def test_nothing_that_was_sent_is_in_the_log(server: tuple[int, Path]) -> None:
    port, log = server
    asked = {
        ("GET", f"/fail/{CANARY}/"): 500,
        ("POST", f"/fail/{CANARY}/"): 500,
        ("GET", f"/careless/{CANARY}/"): 200,
        ("GET", f"/no-such-page/{CANARY}/"): 404,
        ("POST", "/accounts/login/"): 403,
        (CANARY.upper(), "/accounts/login/"): 403,
        ("GET", "/health/live"): 200,
    }
    for (method, path), status in asked.items():
        assert (method, ask(port, method, path)) == (method, status)
    text = log.read_text()
    assert CANARY.lower() not in text.lower()
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(set(line) <= ALLOWED for line in lines)
    requests = [line for line in lines if line["event"] == "core.request"]
    # The request that goes well all the time has no line.
    assert [line["status"] for line in requests] == list(asked.values())[:-1]


def test_a_failure_is_logged_by_its_class_and_places(server: tuple[int, Path]) -> None:
    port, log = server
    ask(port, "GET", "/fail/x/")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    failure = next(line for line in lines if "exception" in line)
    assert [part["class"] for part in failure["exception"]] == [
        "builtins.RuntimeError",
        "builtins.LookupError",
    ]
    assert failure["exception"][0]["frames"][-1].startswith("tests/core/canary_urls.py:")
    request = next(line for line in lines if line["event"] == "core.request")
    assert failure["request_id"] == request["request_id"]
    assert (request["method"], request["route"]) == ("GET", "fail/<str:word>/")


def test_no_error_is_mailed_with_what_was_in_the_request() -> None:
    """Operators have addresses for what we write to them ourselves, and for nothing else."""
    names = ("", *logging.root.manager.loggerDict)
    handlers = {type(one) for name in names for one in logging.getLogger(name).handlers}
    assert AdminEmailHandler not in handlers
