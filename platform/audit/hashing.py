"""What a row's hash covers, and how it is written down so that it never depends on the writer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from core.events import Detail

# The hash that the first row of every chain follows.
GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """Everything in an event that must not change afterwards."""

    chain: str
    number: int
    public_id: str
    occurred_at: datetime
    actor: str
    action: str
    target: str
    details: Mapping[str, Detail]


def chain_name(force_id: int | None) -> str:
    """Return the name of a chain, as it stands in hashes and in the file of heads."""
    return "nation" if force_id is None else f"force-{force_id}"


def canonical_json(entry: Entry) -> bytes:
    """Return the entry as JSON with sorted keys, no spaces and the time in UTC, in UTF-8."""
    content = {
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.occurred_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "chain": entry.chain,
        "details": dict(entry.details),
        "id": entry.public_id,
        "number": entry.number,
        "target": entry.target,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def chained_hash(previous_hash: str, entry: Entry) -> str:
    """Return SHA-256 (64 hexadecimal digits) of the previous hash, a line feed and the entry."""
    return hashlib.sha256(previous_hash.encode() + b"\n" + canonical_json(entry)).hexdigest()
