"""Walks every chain and finds the first row that is not as it was written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.hashing import GENESIS, Entry, chain_name, chained_hash
from audit.heads import Head, read_heads
from audit.models import AuditEvent

CHUNK = 2_000


@dataclass(frozen=True)
class Finding:
    """The first thing wrong with a chain; number is the place in the chain."""

    chain: str
    number: int
    problem: str


@dataclass(frozen=True)
class NewestRow:
    """Where a chain ends."""

    chain: str
    number: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """What a walk found; heads are the newest rows of the chains that are whole."""

    rows: int
    findings: tuple[Finding, ...]
    heads: tuple[NewestRow, ...]


def verify_chains() -> Verification:
    """Check every row of every chain against its hash, its neighbour and the heads kept apart."""
    kept = _by_chain(read_heads())
    forces = list(AuditEvent.objects.order_by().values_list("force_id", flat=True).distinct())
    names = {chain_name(force_id): force_id for force_id in forces}
    walks = [_walk(name, force_id, kept.pop(name, {})) for name, force_id in names.items()]
    findings = [finding for _, finding in walks if finding]
    findings += [Finding(name, 1, "every row is gone") for name in kept]
    return Verification(
        rows=sum(newest.number for newest, _ in walks),
        findings=tuple(sorted(findings, key=lambda finding: finding.chain)),
        heads=tuple(newest for newest, finding in walks if not finding),
    )


def _walk(
    name: str, force_id: int | None, kept: Mapping[int, set[str]]
) -> tuple[NewestRow, Finding | None]:
    """Return the last row that is right, and what is wrong after it."""
    number, previous_hash = 0, GENESIS
    for event in AuditEvent.objects.chain(force_id).iterator(chunk_size=CHUNK):
        problem = _problem(event, name, number + 1, previous_hash, kept)
        if problem:
            return NewestRow(name, number, previous_hash), Finding(name, number + 1, problem)
        number, previous_hash = event.number, event.hash
    cut = max(kept, default=0) > number
    finding = Finding(name, number + 1, "the rows from here on are gone") if cut else None
    return NewestRow(name, number, previous_hash), finding


def _problem(
    event: AuditEvent, chain: str, number: int, previous_hash: str, kept: Mapping[int, set[str]]
) -> str | None:
    """Say what is wrong with the row that should be number in the chain, if anything is."""
    if event.number != number:
        return "a row is missing here"
    if event.previous_hash != previous_hash:
        return "the row does not follow the one before it"
    if event.hash != chained_hash(previous_hash, _entry(chain, event)):
        return "the row was changed"
    if kept.get(number, {event.hash}) != {event.hash}:
        return "the chain was written anew: its hash differs from the one kept apart"
    return None


def _entry(chain: str, event: AuditEvent) -> Entry:
    return Entry(
        chain=chain,
        number=event.number,
        public_id=str(event.public_id),
        occurred_at=event.occurred_at,
        actor=event.actor,
        action=event.action,
        target=event.target,
        details=event.details,
    )


def _by_chain(heads: Iterable[Head]) -> dict[str, dict[int, set[str]]]:
    kept: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for head in heads:
        kept[head.chain][head.number].add(head.hash)
    return dict(kept)
