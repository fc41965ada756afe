"""Real production processes for a test: gunicorn and Celery on the test's database and broker."""

import base64
import http.client
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from config.bootstrap.checks import LOOPBACK
from config.bootstrap.processes import Child, start_child
from tests.support.celery_process import test_database_url

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


def production_environment(folder: Path, **changes: str | None) -> dict[str, str]:
    """A complete environment of production; None takes a variable away."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    values: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
        "LODESTAR_ENV_READY": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": test_database_url(),
        "PUBLISHED_DATABASE_URL": test_database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "lodestar.example",
        "LODESTAR_BASE_URL": "https://lodestar.example",
        "KEY_PROVIDER": "environment",
        "ENCRYPTION_KEYS": f"2026-a:{key}",
        "WELLBEING_KEYS": f"2026-a:{key}",
        "WELLBEING_PEPPER_KEYS": f"2026-a:{key}",
        "DISCLOSURE_NOISE_KEYS": f"2026-a:{key}",
        "PEER_SUPPORT_PEPPER_KEYS": f"2026-a:{key}",
        "AUDIT_HEADS_PATH": str(folder / "heads"),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "DEFAULT_FROM_EMAIL": "lodestar@lodestar.example",
        "EMAIL_HOST": LOOPBACK,
    }
    wanted = values | changes
    return {name: value for name, value in wanted.items() if value is not None}


def run_manage(env: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one command of manage.py to its end."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(  # noqa: S603 -- our own command
        command,
        env=dict(env),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def start_web(env: Mapping[str, str], port: int, log: Path) -> Child:
    """Start gunicorn as the image does, on the loopback."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        "--config",
        "python:config.webserver",
        "--bind",
        f"{LOOPBACK}:{port}",
        "--worker-class",
        "gthread",
        "--no-control-socket",
    ]
    return start_child("web", command, env=env, log=log, cwd=ROOT)


def start_celery(env: Mapping[str, str], log: Path, *command: str) -> Child:
    """Start a worker or beat as the image does, on a queue of the test's own."""
    full = [sys.executable, "-m", "celery", "-A", "config.celery:app", *command]
    return start_child("worker", full, env=env, log=log, cwd=ROOT)


def get(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Return status and body of one request; (0, "") if nothing answers."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": "lodestar.example", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()
