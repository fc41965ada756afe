"""What the benchmarks print, and nothing between it."""

import logging
import sys
from os import devnull
from pathlib import Path


def say(line: str) -> None:
    """Print a line at once: a benchmark is watched while it runs."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def silence_logs() -> None:
    """Keep writing the log, whose cost is part of a request, but not onto the figures."""
    nowhere = Path(devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- open as long as the run
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(nowhere)
