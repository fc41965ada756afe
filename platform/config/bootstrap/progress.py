"""Shows what is going on: one line a step, with its seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 52


def say(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def step(title: str, *, shown: bool = True) -> Iterator[None]:
    """Print the title now and the seconds when the step is done; shown=False prints nothing."""
    if not shown:
        yield
        return
    sys.stdout.write(f"  {title} ".ljust(WIDTH, "."))
    sys.stdout.flush()
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say(" stopped")
        raise
    say(f" {time.monotonic() - started:5.1f} s")
