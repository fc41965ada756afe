"""Looks through every other table for what leads to a private row, or was copied out of one."""

import re
from collections.abc import Collection, Iterator

from wellbeing.dump_check.dump import lines_of, other_tables
from wellbeing.dump_check.findings import Finding

# Pseudonyms and ids, wherever in a line they stand.
TOKENS = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# A shorter note may well be what somebody else wrote somewhere too.
SHORTEST_NOTE = 12


def elsewhere_findings(tokens: Collection[bytes], notes: Collection[bytes]) -> Iterator[Finding]:
    """Yield the tables that hold a pseudonym, the id of a private row, or the text of a note."""
    texts = sorted({_as_in_dump(note) for note in notes if len(note) >= SHORTEST_NOTE})
    written = re.compile(b"|".join(re.escape(text) for text in texts)) if texts else None
    for table in other_tables():
        for line in lines_of(table):
            if any(token in tokens for token in TOKENS.findall(line)):
                yield Finding(table, "a pseudonym or the id of a private row stands here")
            if written and written.search(line):
                yield Finding(table, "the text of a note stands here")


def _as_in_dump(note: bytes) -> bytes:
    """A dump writes line ends, tabs and backslashes as signs of their own."""
    signs = ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\r", b"\\r"), (b"\t", b"\\t"))
    for sign, written in signs:
        note = note.replace(sign, written)
    return note
