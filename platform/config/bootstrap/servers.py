"""Gives a command its database and its broker: the ones named in the environment, or our own."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.checks import is_set, require_broker, require_database
from config.bootstrap.layout import Layout, server_home
from config.bootstrap.processes import Child
from config.bootstrap.progress import step
from config.embedded.postgres import Cluster, running_postgres
from config.embedded.valkey import running_valkey


@dataclass(frozen=True)
class Servers:
    """Where the two servers are, and the processes that are ours to watch."""

    database_url: str
    redis_url: str
    children: tuple[Child, ...]


def demo_cluster(layout: Layout, password: str) -> Cluster:
    """Return the demo's database, kept from one start to the next."""
    home = server_home(layout)
    return Cluster(home, home / "postgres", layout.log("postgres"), password)


@contextmanager
def throwaway_cluster(layout: Layout) -> Iterator[Cluster]:
    """Give a database folder for one test run and remove it afterwards."""
    home = server_home(layout)
    name = f"tests-{os.getpid()}"
    data = home / name
    log = layout.log(f"{name}-postgres")
    try:
        yield Cluster(home, data, log, secrets.token_urlsafe(24), throwaway=True)
    finally:
        shutil.rmtree(data, ignore_errors=True)
        for part in (log, log.with_name(f"{log.stem}-createdb.log")):
            part.unlink(missing_ok=True)


@contextmanager
def running_servers(
    cluster: Cluster, valkey_folder: Path, valkey_log: Path, *, shown: bool = True
) -> Iterator[Servers]:
    """Start what the environment does not name, and end it in reverse order."""
    with ExitStack() as stack:
        children: list[Child] = []
        if is_set("DATABASE_URL"):
            require_database()
            database_url = os.environ["DATABASE_URL"]
        else:
            with step("Starting PostgreSQL", shown=shown):
                postgres = stack.enter_context(running_postgres(cluster))
            children.append(postgres.child)
            database_url = postgres.url
        if is_set("REDIS_URL"):
            require_broker()
            redis_url = os.environ["REDIS_URL"]
        else:
            with step("Starting Valkey", shown=shown):
                valkey = stack.enter_context(running_valkey(valkey_folder, valkey_log))
            children.append(valkey.child)
            redis_url = valkey.url
        yield Servers(database_url, redis_url, tuple(children))


@contextmanager
def demo_servers(layout: Layout, password: str, *, shown: bool = True) -> Iterator[Servers]:
    """Run the demo's database and broker."""
    cluster = demo_cluster(layout, password)
    log = layout.log("valkey")
    with running_servers(cluster, layout.demo_data / "valkey", log, shown=shown) as servers:
        yield servers
