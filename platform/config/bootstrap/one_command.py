"""Every other command of Django: on the running demo's servers, or on our own for its length."""

import os
import signal
import sys
from collections.abc import Mapping

from config.bootstrap.checks import is_set
from config.bootstrap.credentials import load_credentials
from config.bootstrap.frontend import ensure_front_end
from config.bootstrap.layout import Layout
from config.bootstrap.locks import Running, demo_lock, running_demo, write_note
from config.bootstrap.preparation import collect_static
from config.bootstrap.processes import stopping_on_signals
from config.bootstrap.servers import demo_servers

DEMO_SETTINGS = "config.settings.demo"
# A benchmark asks for whole pages, which name their styles by what is in them.
OPENS_PAGES = frozenset({"bench"})


def run(layout: Layout, argv: list[str]) -> int:
    """Run the command with a database and a broker, whoever started them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEMO_SETTINGS)
    if is_set("DATABASE_URL") and is_set("REDIS_URL"):
        return run_prepared(layout, argv)
    lock = layout.state / "demo.lock"
    credentials = load_credentials(layout.demo_data / "credentials.json")
    os.environ.setdefault("SECRET_KEY", credentials.secret_key)
    running = running_demo(lock)
    if running is not None:
        use({"DATABASE_URL": running.database_url, "REDIS_URL": running.redis_url})
        return run_prepared(layout, argv)
    password = credentials.database_password
    # Ctrl-C stays with the command: in a shell it ends a line, not the session.
    with (
        stopping_on_signals((signal.SIGTERM, signal.SIGHUP)),
        demo_lock(lock),
        demo_servers(layout, password, shown=False) as own,
    ):
        use({"DATABASE_URL": own.database_url, "REDIS_URL": own.redis_url})
        note = Running(os.getpid(), f"manage.py {argv[1]}", "", own.database_url, own.redis_url)
        write_note(lock, note)
        return run_prepared(layout, argv)


def run_prepared(layout: Layout, argv: list[str]) -> int:
    """Run the command, after collecting static files for one that needs them.

    Other settings than the demo's, such as those of the tests, have files of their own.
    """
    is_demo = os.environ["DJANGO_SETTINGS_MODULE"] == DEMO_SETTINGS
    if is_demo and OPENS_PAGES.intersection(argv[1:2]):
        collect_static(layout, os.environ, ensure_front_end(layout))
    return run_django(argv)


def use(addresses: Mapping[str, str]) -> None:
    """Put the addresses where settings read them; what a person set stays."""
    for name, value in addresses.items():
        os.environ.setdefault(name, value)


def run_django(argv: list[str]) -> int:
    """Hand over to Django, in this process, with the terminal as it is."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- not there before

    try:
        execute_from_command_line(argv)
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
