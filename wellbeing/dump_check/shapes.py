"""What may stand in each column of a private table. Anything else is a leak or a mistake."""

import json
import re
from collections.abc import Container, Iterator

from wellbeing.dump_check.dump import Row
from wellbeing.dump_check.findings import Finding
from wellbeing.sealing import NONCE_BYTES

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
REF = re.compile(r"[0-9a-f]{64}")
MONTH = re.compile(r"\d{4}-\d\d-01")
HEX_BYTES = r"\\\\x([0-9a-f]{2})"
SHAPES = {
    "id": UUID,
    "subject_ref": REF,
    "period": MONTH,
    "instrument": re.compile(r"[a-z0-9_-]{1,40}"),
    "nonce": re.compile(f"{HEX_BYTES}{{{NONCE_BYTES}}}"),
    "ciphertext": re.compile(f"{HEX_BYTES}{{32,}}"),
    "wrapped": re.compile(r"v1\.[a-z0-9-]{1,32}\.[A-Za-z0-9_-]{90,110}"),
    "paused_until": re.compile(r"\d{4}-\d\d-\d\d|\\N"),
    "has_left": re.compile("[tf]"),
    "keeps_history": re.compile("[tf]"),
}
# The types that hold no moment and count nothing.
TYPES = {"uuid", "character varying", "text", "date", "bytea", "boolean"}
LEAST_TELLING = 8


def shape_findings(table: str, row: Row, instruments: Container[str]) -> Iterator[Finding]:
    """Yield what stands where it should not."""
    for column, value in row.values.items():
        shape = SHAPES.get(column)
        if shape is None:
            yield Finding(table, f"the column {column} is unknown to this check")
        elif not shape.fullmatch(value):
            yield Finding(table, f"the column {column} holds something else than it should")
    code = row.values.get("instrument")
    if code is not None and code not in instruments:
        yield Finding(table, "an instrument is named that is not installed")
    if "ciphertext" in row.values and is_readable(row.content("ciphertext")):
        yield Finding(table, "a sealed value can be read as it lies there")


def is_readable(content: bytes) -> bool:
    """Whether bytes are a text, or hold a stretch of one, that no encryption leaves by chance."""
    if _is_json(content):
        return True
    telling = re.compile(rb"[ -~]{%d,}[\":{}, ][ -~]{%d,}" % (LEAST_TELLING, LEAST_TELLING))
    return content.isascii() or telling.search(content) is not None


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list | str)
    except ValueError:
        return False
