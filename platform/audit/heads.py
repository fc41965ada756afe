"""The heads of the chains, kept in a file that the database cannot reach.

Without it, whoever can change the database could cut the newest rows, or write a whole new
chain, and the hashes would still agree with each other.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

FILE_NAME = "heads.jsonl"
FILE_MODE = 0o600


class HeadsUnreadableError(Exception):
    """The file of heads has a line that is not a head; the message says which line."""


@dataclass(frozen=True)
class Head:
    """The newest row of a chain at one moment (seen_at is an ISO 8601 time)."""

    chain: str
    number: int
    hash: str
    seen_at: str


def heads_file() -> Path:
    """Return where the heads are kept; its folder is a setting."""
    return Path(settings.AUDIT_HEADS_PATH) / FILE_NAME


def read_heads() -> list[Head]:
    """Return every head that was ever written, oldest first; none if there is no file yet."""
    try:
        lines = heads_file().read_text().splitlines()
    except FileNotFoundError:
        return []
    return [_parse(number, line) for number, line in enumerate(lines, start=1)]


def append_heads(heads: list[Head]) -> None:
    """Add lines to the file and wait until the disk has them."""
    if not heads:
        return
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(asdict(head)) + "\n" for head in heads)
    # One write to a file opened for appending: two sweeps at once cannot mix their lines.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
    try:
        os.write(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parse(number: int, line: str) -> Head:
    try:
        return Head(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise HeadsUnreadableError(f"Line {number} of {FILE_NAME} is not a head.") from error
