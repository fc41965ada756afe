"""Brings the demo's database and static files up to the source, and skips what has not changed."""

import sys
from collections.abc import Mapping
from pathlib import Path

from config.bootstrap import stamps
from config.bootstrap.checks import is_set
from config.bootstrap.layout import Layout, server_home
from config.bootstrap.problem import SetupError, last_lines
from config.bootstrap.processes import run_logged
from config.bootstrap.progress import step

SOURCE_FOLDERS = ("platform", "learning", "wellbeing", "peer_support")
STATIC_SUFFIXES = frozenset({".css", ".js", ".svg", ".png", ".woff2", ".ico", ".ttf"})


def prepare(layout: Layout, env: Mapping[str, str], front_end: str) -> str:
    """Migrate, seed and collect static files where needed; return the list of demo accounts."""
    accounts = layout.demo_data / "accounts.txt"
    if not is_migrated(layout) or not accounts.is_file():
        manage(layout, env, "Migrating the database", "migrate", "--no-input")
        manage(layout, env, "Seeding invented people and content", "seed_demo")
        manage(layout, env, "Listing the accounts", "demo_accounts")
        accounts.write_text(layout.log("demo_accounts").read_text().rstrip())
        stamps.write_stamp(migrated_stamp(layout), source_digest(layout))
    collect_static(layout, env, front_end)
    return accounts.read_text()


def is_migrated(layout: Layout) -> bool:
    """Tell whether our own database was prepared by exactly this source; never for another's."""
    if is_set("DATABASE_URL") or not (server_home(layout) / "postgres").is_dir():
        return False
    return stamps.is_current(migrated_stamp(layout), source_digest(layout))


def migrated_stamp(layout: Layout) -> Path:
    """Return the stamp that lies with the demo's data and goes with it."""
    return layout.demo_data / "migrated-from"


def source_digest(layout: Layout) -> str:
    """Return a hash over everything that a migration or a seed could read."""
    folders = [layout.root / name for name in SOURCE_FOLDERS]
    paths = [layout.requirements, *stamps.files_below(folders)]
    return stamps.digest(paths, layout.root)


def collect_static(layout: Layout, env: Mapping[str, str], front_end: str) -> None:
    """Collect static files unless the packages, the front end and our own files are the same."""
    folders = [layout.root / name for name in SOURCE_FOLDERS]
    own = stamps.files_below(folders, STATIC_SUFFIXES)
    wanted = f"{front_end}-{stamps.digest([layout.requirements, *own], layout.root)}"
    stamp = layout.state / "stamps" / "static"
    if not stamps.is_current(stamp, wanted) or not (layout.state / "static").is_dir():
        manage(layout, env, "Collecting static files", "collectstatic", "--no-input", "--clear")
        stamps.write_stamp(stamp, wanted)


def manage(layout: Layout, env: Mapping[str, str], title: str, *command: str) -> None:
    """Run a command of Django with its output in a log; raise SetupError with its last line."""
    log = layout.log(command[0])
    full: list[str | Path] = [sys.executable, layout.root / "manage.py", *command]
    with step(title):
        if not run_logged(command[0], full, env=env, log=log, cwd=layout.root):
            reason = last_lines(log, 1).strip() or "it gave no reason"
            raise SetupError(f"{title} failed: {reason} (the whole story is in {log})")
