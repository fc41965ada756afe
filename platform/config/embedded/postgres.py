"""Runs PostgreSQL from its wheel: loopback only, a port of its own, a generated password."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.bootstrap.checks import LOOPBACK, free_port
from config.bootstrap.problem import SetupError, last_lines
from config.bootstrap.processes import (
    Account,
    Child,
    run_logged,
    start_child,
    stop_child,
    wait_until,
)
from config.embedded.account import make_home, make_private_folder, server_account
from config.embedded.wheels import postgres_programs

SUPERUSER = "lodestar"
DATABASE = "lodestar"
READY_LINE = 7  # of postmaster.pid, counted from 0
PORT_TRIES = 3
FORMER_SERVER_SECONDS = 10.0
# A test's database is thrown away: it may lie to us about what reached the disk.
THROWAWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)


@dataclass(frozen=True)
class Cluster:
    """One data folder and how to run it."""

    home: Path
    data: Path
    log: Path
    password: str
    throwaway: bool = False


@dataclass(frozen=True)
class PostgresServer:
    """A running server; url names the project's database with its password."""

    child: Child
    url: str


def clean_environment() -> Mapping[str, str]:
    """Return an environment in which no setting of the person's own client takes part."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


@contextmanager
def running_postgres(cluster: Cluster) -> Iterator[PostgresServer]:
    """Make the data folder if there is none, run the server on it, and end it in order."""
    account = server_account()
    make_home(cluster.home, account)
    programs = postgres_programs(cluster.home, account)
    if not (cluster.data / "PG_VERSION").is_file():
        make_cluster(cluster, programs, account)
    require_same_version(cluster, programs)
    child, port = start_postgres(cluster, programs, account)
    try:
        make_database(cluster, programs, port)
        secret = quote(cluster.password, safe="")
        yield PostgresServer(child, f"postgres://{SUPERUSER}:{secret}@{LOOPBACK}:{port}/{DATABASE}")
    finally:
        stop_child(child)


def make_cluster(cluster: Cluster, programs: Path, account: Account | None) -> None:
    """Run initdb aside and move the result into place, so that a stop leaves no half of one."""
    fresh = cluster.data.with_name(f"{cluster.data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    make_private_folder(fresh, account)
    with tempfile.NamedTemporaryFile("w", dir=cluster.home) as secret:
        secret.write(cluster.password)
        secret.flush()
        if account is not None:
            os.chown(secret.name, account.uid, account.gid)
        command: list[str | Path] = [
            programs / "initdb",
            "--pgdata",
            fresh,
            "--username",
            SUPERUSER,
            "--pwfile",
            secret.name,
            "--auth",
            "scram-sha-256",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--locale-provider",
            "builtin",
            "--builtin-locale",
            "C.UTF-8",
            "--no-instructions",
            "--no-sync",
        ]
        done = run_logged(
            "initdb",
            command,
            env=clean_environment(),
            log=cluster.log,
            cwd=cluster.home,
            account=account,
        )
    if not done:
        shutil.rmtree(fresh, ignore_errors=True)
        raise SetupError(
            f"PostgreSQL could not make its data folder. From {cluster.log}:\n"
            f"{last_lines(cluster.log)}"
        )
    fresh.rename(cluster.data)


def require_same_version(cluster: Cluster, programs: Path) -> None:
    """Raise SetupError if the data was made by another major version of PostgreSQL."""
    found = (cluster.data / "PG_VERSION").read_text().strip()
    with (programs.parent / "share" / "postgres.bki").open() as bootstrap_file:
        ours = bootstrap_file.readline().split()[-1]
    if found != ours:
        raise SetupError(
            f"The demo's data was made by PostgreSQL {found} and this is PostgreSQL {ours}. "
            "Start anew with: python3 manage.py demo --reset"
        )


def start_postgres(cluster: Cluster, programs: Path, account: Account | None) -> tuple[Child, int]:
    """Start the server; another program may take the chosen port first, so try a few."""
    await_former_server(cluster)
    cluster.log.unlink(missing_ok=True)
    for attempt in range(PORT_TRIES):
        port = free_port()
        child = start_child(
            "PostgreSQL",
            server_command(cluster, programs, port),
            env=clean_environment(),
            log=cluster.log,
            cwd=cluster.home,
            account=account,
            stop_signal=signal.SIGINT,
        )
        try:
            await_ready(cluster, child)
        except SetupError:
            stop_child(child)
            if attempt == PORT_TRIES - 1 or "in use" not in last_lines(cluster.log):
                raise
        except BaseException:
            stop_child(child)
            raise
        else:
            return child, port
    raise AssertionError("the last try returns or raises")


def await_former_server(cluster: Cluster) -> None:
    """Give a server whose command was killed the time to end; the system has asked it to."""
    lines = status_lines(cluster.data)
    end = time.monotonic() + FORMER_SERVER_SECONDS
    while lines and process_lives(int(lines[0])) and time.monotonic() < end:
        time.sleep(0.1)
        lines = status_lines(cluster.data)


def process_lives(pid: int) -> bool:
    """Tell whether there is a process of that number, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def server_command(cluster: Cluster, programs: Path, port: int) -> list[str | Path]:
    """Return the command line: loopback TCP only, no Unix socket, no other configuration."""
    settings = [
        f"listen_addresses={LOOPBACK}",
        f"port={port}",
        "unix_socket_directories=",
        "max_connections=120",
        "shared_buffers=128MB",
        "log_min_messages=warning",
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
        "timezone=UTC",
        "log_timezone=UTC",
    ]
    settings += THROWAWAY if cluster.throwaway else ()
    options = [part for setting in settings for part in ("-c", setting)]
    return [programs / "postgres", "-D", cluster.data, *options]


def status_lines(data: Path) -> list[str]:
    """Return the lines of postmaster.pid, in which the server tells how far it is."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def await_ready(cluster: Cluster, child: Child) -> None:
    """Wait until the server takes connections; a file left by a crash names another process."""

    def is_ready() -> bool:
        lines = status_lines(cluster.data)
        ours = len(lines) > READY_LINE and lines[0] == str(child.process.pid)
        return ours and lines[READY_LINE].strip() == "ready"

    wait_until(is_ready, [child], seconds=60, what="PostgreSQL")


def make_database(cluster: Cluster, programs: Path, port: int) -> None:
    """Make the project's database once; the marker saves asking at every start."""
    marker = cluster.data / "lodestar_database_made"
    if marker.is_file():
        return
    log = cluster.log.with_name(f"{cluster.log.stem}-createdb.log")
    secret = {"PGPASSWORD": cluster.password}
    where = ["-h", LOOPBACK, "-p", str(port), "-U", SUPERUSER]
    done = run_logged(
        "createdb",
        [programs / "createdb", *where, DATABASE],
        env={**clean_environment(), **secret},
        log=log,
        cwd=cluster.home,
    )
    if not done and "already exists" not in last_lines(log):
        raise SetupError(f"The demo's database could not be made. From {log}:\n{last_lines(log)}")
    marker.touch()
