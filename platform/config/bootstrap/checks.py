"""The questions asked before anything is touched: port, disk, the addresses that were given."""

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

from config import env
from config.bootstrap.problem import SetupError

MEBIBYTE = 1024 * 1024
LOOPBACK = "127.0.0.1"
LARGEST_PORT = 65_535
BROKER_SCHEMES = frozenset({"redis", "rediss", "valkey", "valkeys"})


def require_free_port(port: int) -> None:
    """Raise SetupError if another program listens on the loopback port, or it is not allowed."""
    if not 1 <= port <= LARGEST_PORT:
        raise SetupError(f"--port must be from 1 to {LARGEST_PORT}, not {port}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError as error:
            raise SetupError(
                f"Port {port} needs the system's permission. Choose --port 8000 or above."
            ) from error
        except OSError as error:
            raise SetupError(
                f"Port {port} is in use by another program. Choose another, for example: "
                f"python3 manage.py demo --port {port + 1 if port < LARGEST_PORT else 8000}"
            ) from error


def free_port() -> int:
    """Return a port of the system's choosing that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def require_room(folder: Path, mebibytes: int, purpose: str) -> None:
    """Raise SetupError if the disk that holds folder has less than this free."""
    free = shutil.disk_usage(folder).free // MEBIBYTE
    if free < mebibytes:
        raise SetupError(
            f"There is no room on the disk: {purpose} needs {mebibytes} MB free at {folder}, "
            f"and there are {free} MB."
        )


def require_database(name: str = "DATABASE_URL") -> None:
    """Raise SetupError if the variable is no PostgreSQL address, or nothing answers at it."""
    try:
        entry = env.read_database(name)
    except env.ConfigurationError as error:
        raise SetupError(str(error)) from error
    require_answer(name, entry["HOST"], entry["PORT"])


def require_broker(name: str = "REDIS_URL") -> None:
    """Raise SetupError if the variable is no Valkey or Redis address, or nothing answers at it."""
    try:
        parts = urlsplit(env.read_url(name, schemes=BROKER_SCHEMES))
        port = parts.port or 6379
    except (env.ConfigurationError, ValueError) as error:
        raise SetupError(str(error)) from error
    require_answer(name, str(parts.hostname), port)


def require_answer(name: str, host: str, port: int) -> None:
    """Raise SetupError if no server takes a connection there."""
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        raise SetupError(
            f"{name} points to {host}:{port}, where nothing answers ({error.strerror or error}). "
            f"Start that server, or unset {name} to use the demo's own."
        ) from error


def is_set(name: str) -> bool:
    """Tell whether the variable has a value."""
    return bool(os.environ.get(name, "").strip())
