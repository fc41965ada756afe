"""`manage.py lint`: every static check in one command, each named with its result."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from config.bootstrap.layout import Layout
from config.bootstrap.progress import say

# The type checker reads settings without connecting to anything.
NOWHERE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.test",
    "DATABASE_URL": "postgres://nobody@127.0.0.1/nowhere",
    "REDIS_URL": "redis://127.0.0.1/0",
}


def run(layout: Layout) -> int:
    """Run all checks, also after a failure; return 0 only if every one passed."""
    env = {**NOWHERE, **os.environ}
    failed = [name for name, command in checks(layout).items() if not passes(layout, command, env)]
    say(f"Failed: {', '.join(failed)}" if failed else "Every static check passed.")
    return 1 if failed else 0


def checks(layout: Layout) -> dict[str, list[str | Path]]:
    """Return the checks by name; each program belongs to the environment we run in."""
    programs = Path(sys.executable).parent
    dockerfile = layout.root / "platform" / "deploy" / "Dockerfile"
    return {
        "ruff": [programs / "ruff", "check", "."],
        "ruff format": [programs / "ruff", "format", "--check", "."],
        "mypy": [programs / "mypy", "."],
        "lint-imports": [programs / "lint-imports"],
        "hadolint": [programs / "hadolint", dockerfile],
    }


def passes(layout: Layout, command: list[str | Path], env: Mapping[str, str]) -> bool:
    """Run one check with its output in the terminal."""
    say(f"== {Path(command[0]).name}")
    return subprocess.run(command, cwd=layout.root, env=env, check=False).returncode == 0  # noqa: S603 -- fixed commands
