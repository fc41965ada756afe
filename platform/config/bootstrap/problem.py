"""How the bootstrap says no: one clear line for a person, never a traceback."""

from pathlib import Path


class SetupError(Exception):
    """Something outside the code stands in the way; the message says what and what to do."""


class StopRequestedError(BaseException):
    """A person or the system asked for the end; not an Exception, so that nothing swallows it."""


def last_lines(log: Path, count: int = 12) -> str:
    """Return the end of a log, indented for showing under a message; empty if there is none."""
    if not log.is_file():
        return ""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return "\n".join(f"    {line[:300]}" for line in lines[-count:])
