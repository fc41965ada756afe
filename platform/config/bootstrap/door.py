"""Decides what a command line needs before it runs: an environment, servers, or nothing at all."""

import os
import sys
from pathlib import Path

from config.bootstrap import demo, environment, linting, one_command, testing
from config.bootstrap.checks import is_set
from config.bootstrap.frontend import ensure_front_end
from config.bootstrap.layout import Layout
from config.bootstrap.problem import SetupError, StopRequestedError
from config.bootstrap.processes import stopping_on_signals

PRODUCTION_SETTINGS = "config.settings.production"
STOPPED = 130


def open_door(root: str, argv: list[str]) -> int:
    """Run one command line; a failure that a person can mend is one line and exit code 1."""
    layout = Layout(Path(root).resolve())
    try:
        return enter(layout, argv)
    except SetupError as problem:
        sys.stdout.flush()
        sys.stderr.write(f"Lodestar: {problem}\n")
        return 1
    except (StopRequestedError, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
        return STOPPED


def enter(layout: Layout, argv: list[str]) -> int:
    """Set up what is missing and run the command in it."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") == PRODUCTION_SETTINGS:
        return one_command.run_django(argv)
    layout.prepare()
    if not is_set(environment.READY_VARIABLE):
        with stopping_on_signals():
            python = environment.ensure_environment(layout)
        environment.enter(layout, python, argv)
    return run(layout, argv)


def run(layout: Layout, argv: list[str]) -> int:
    """Run the command inside the environment."""
    name = argv[1] if len(argv) > 1 else "help"
    if name == "demo":
        return demo.run(layout, argv[2:])
    if name == "test":
        return testing.run(layout, argv[2:])
    if name == "lint":
        return linting.run(layout)
    if name == "setup":
        ensure_front_end(layout)
        return 0
    return one_command.run(layout, argv)
