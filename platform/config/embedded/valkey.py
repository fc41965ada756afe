"""Runs Valkey from its wheel: loopback only, a generated password, nothing kept on the disk."""

import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.checks import LOOPBACK, free_port
from config.bootstrap.problem import SetupError, last_lines
from config.bootstrap.processes import Child, start_child, stop_child, wait_until
from config.embedded.postgres import clean_environment
from config.embedded.wheels import valkey_program

PORT_TRIES = 3
DATABASES = 64  # each parallel test worker takes one


@dataclass(frozen=True)
class ValkeyServer:
    """A running server; url holds its password."""

    child: Child
    url: str


@contextmanager
def running_valkey(folder: Path, log: Path) -> Iterator[ValkeyServer]:
    """Run a server for the length of the block."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    password = secrets.token_urlsafe(24)
    child, port = start_valkey(folder, log, password)
    try:
        yield ValkeyServer(child, f"redis://:{password}@{LOOPBACK}:{port}/0")
    finally:
        stop_child(child)


def start_valkey(folder: Path, log: Path, password: str) -> tuple[Child, int]:
    """Start the server; another program may take the chosen port first, so try a few."""
    for attempt in range(PORT_TRIES):
        port = free_port()
        child = start_child(
            "Valkey",
            [valkey_program(), "-"],
            env=clean_environment(),
            log=log,
            cwd=folder,
            stdin=subprocess.PIPE,
        )
        try:
            configure(child, port, password)
            wait_until(lambda: answers(port, password), [child], seconds=30, what="Valkey")  # noqa: B023 -- called at once
        except SetupError:
            stop_child(child)
            if attempt == PORT_TRIES - 1 or "in use" not in last_lines(log):
                raise
        except BaseException:
            stop_child(child)
            raise
        else:
            return child, port
    raise AssertionError("the last try returns or raises")


def configure(child: Child, port: int, password: str) -> None:
    """Send the settings by standard input: a command line can be read by every user."""
    settings = (
        f"bind {LOOPBACK}\nport {port}\nrequirepass {password}\n"
        f'save ""\nappendonly no\ndatabases {DATABASES}\nmaxmemory-policy noeviction\n'
    )
    pipe = child.process.stdin
    if pipe is None:
        raise AssertionError("started with a pipe")
    with suppress(BrokenPipeError), pipe:
        pipe.write(settings.encode())


def answers(port: int, password: str) -> bool:
    """Tell whether the server accepts the password and answers a ping."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            reply = b""
            while b"+PONG" not in reply:
                part = connection.recv(128)
                if not part:
                    return False
                reply += part
            return True
    except OSError:
        return False
