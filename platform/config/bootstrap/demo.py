"""`manage.py demo`: from nothing to a running site, and back to nothing on Ctrl-C."""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import demo_processes, preparation
from config.bootstrap.checks import LOOPBACK, is_set, require_free_port, require_room
from config.bootstrap.credentials import Credentials, load_credentials
from config.bootstrap.frontend import ensure_front_end
from config.bootstrap.layout import Layout, server_home
from config.bootstrap.locks import Running, demo_lock, write_note
from config.bootstrap.problem import SetupError, StopRequestedError
from config.bootstrap.processes import require_alive, stopping_on_signals
from config.bootstrap.progress import say
from config.bootstrap.servers import Servers, demo_servers
from config.embedded.postgres import process_lives, status_lines

DEFAULT_PORT = 8000
NEEDED_MEBIBYTES = 300
WATCH_SECONDS = 0.3
# What `--reset` leaves: it was built from the project's files and holds nobody's data.
KEPT_BY_RESET = frozenset(
    {
        "environments",
        "tools",
        "logs",
        "stamps",
        "static",
        "servers",
        "test-keys.json",
        "test-media",
        "setup.lock",
        "demo.lock",
    }
)


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    port: int
    reset: bool
    no_input: bool

    @property
    def address(self) -> str:
        """Return where the site will be."""
        return f"http://{LOOPBACK}:{self.port}"


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; argparse ends the command for a wrong one."""
    parser = argparse.ArgumentParser(
        prog="manage.py demo", description="Run Lodestar on this machine with invented people."
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="default: %(default)s")
    parser.add_argument(
        "--reset", action="store_true", help="remove the demo's data and start anew"
    )
    parser.add_argument("--no-input", action="store_true", help="never ask a question")
    found = parser.parse_args(arguments)
    return Options(port=found.port, reset=found.reset, no_input=found.no_input)


def run(layout: Layout, arguments: Sequence[str]) -> int:
    """Run the demo until a stop signal; return 0 after a stop that was asked for."""
    options = parse(arguments)
    try:
        with stopping_on_signals():
            serve(layout, options)
    except StopRequestedError:
        say("Everything has stopped.")
    return 0


def serve(layout: Layout, options: Options) -> None:
    """Set everything up in order, then watch until a stop signal ends the wait."""
    started = time.monotonic()
    require_free_port(options.port)
    require_room(layout.root, NEEDED_MEBIBYTES, "the demo")
    lock = layout.state / "demo.lock"
    with demo_lock(lock):
        say("Lodestar: starting the demo")
        if options.reset:
            remove_data(layout, options)
        front_end = ensure_front_end(layout)
        secrets_file = layout.demo_data / "credentials.json"
        if not secrets_file.exists():
            forget_former_copy(layout)
        credentials = load_credentials(secrets_file)
        with demo_servers(layout, credentials.database_password) as servers:
            env = demo_environment(options, credentials, servers)
            accounts = preparation.prepare(layout, env, front_end)
            with demo_processes.running(layout, env, options.port, servers.children) as children:
                write_note(lock, describe_running(options, servers))
                say(greeting(options, accounts, time.monotonic() - started))
                while True:
                    require_alive(children)
                    time.sleep(WATCH_SECONDS)


def demo_environment(
    options: Options, credentials: Credentials, servers: Servers
) -> dict[str, str]:
    """Return the environment of the demo's processes."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": credentials.secret_key,
        "LODESTAR_BASE_URL": options.address,
    }


def describe_running(options: Options, servers: Servers) -> Running:
    """Return what other commands may know about this demo."""
    return Running(
        os.getpid(), "The demo", options.address, servers.database_url, servers.redis_url
    )


def remove_data(layout: Layout, options: Options) -> None:
    """Remove the demo's own data after asking; someone's own database is never touched."""
    if is_set("DATABASE_URL"):
        raise SetupError("--reset removes only the demo's own database. Unset DATABASE_URL first.")
    if not options.no_input and not confirmed():
        raise SetupError("Nothing was removed.")
    for path in layout.state.iterdir():
        if path.name not in KEPT_BY_RESET:
            remove(path)
    remove(server_home(layout) / "postgres")
    say("  The demo's data has been removed.")


def forget_former_copy(layout: Layout) -> None:
    """Remove the database of an earlier copy of the project in this very folder.

    Root's lies outside the project and outlives a folder that is deleted and cloned anew. Its
    password and every key went with that folder, so nobody can open it again. Raises SetupError
    if it is in use.
    """
    data = server_home(layout) / "postgres"
    if is_set("DATABASE_URL") or not data.exists():
        return
    lines = status_lines(data)
    if lines and process_lives(int(lines[0])):
        raise SetupError(
            f"The database of an earlier copy of this folder still runs as process {lines[0]}. "
            "Stop that demo and start again."
        )
    remove(data)
    say("  The data of an earlier copy in this folder has been removed.")


def confirmed() -> bool:
    """Ask; without anyone to answer, the answer is no."""
    if not sys.stdin.isatty():
        raise SetupError("--reset asks before it removes data. Add --no-input to do without.")
    return input("  Remove the demo's data? Type yes: ").strip().lower() == "yes"


def remove(path: Path) -> None:
    """Remove a file or a folder; raise SetupError if the system refuses."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise SetupError(f"{path} cannot be removed ({error.strerror}).") from error


def greeting(options: Options, accounts: str, seconds: float) -> str:
    """Return what a person needs to begin."""
    return (
        f"\nLodestar is ready after {seconds:.1f} s: {options.address}\n\n"
        f"Accounts (invented people):\n{accounts}\n\n"
        "Stop with Ctrl-C."
    )
