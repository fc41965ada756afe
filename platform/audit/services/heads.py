"""Keeps the heads of the chains outside the database."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from audit.hashing import chain_name
from audit.heads import Head, append_heads, read_heads
from audit.models import AuditEvent
from audit.verification import NewestRow, Verification, verify_chains
from organisation.models import Node, NodeKind


def keep_heads() -> int:
    """Write down each chain's newest row, unless it stands there already; return how many."""
    return _keep(_newest_rows())


def verify_and_keep() -> Verification:
    """Verify every chain, and write down the heads of those that are whole."""
    outcome = verify_chains()
    _keep(outcome.heads)
    return outcome


def _keep(rows: Iterable[NewestRow]) -> int:
    known = {head.chain: (head.number, head.hash) for head in read_heads()}
    now = timezone.now().isoformat(timespec="seconds")
    news = [
        Head(row.chain, row.number, row.hash, now)
        for row in rows
        if known.get(row.chain) != (row.number, row.hash)
    ]
    append_heads(news)
    return len(news)


def _newest_rows() -> list[NewestRow]:
    """One look at the index for each force, so that the length of the log does not matter."""
    newest = AuditEvent.objects.filter(force=OuterRef("pk")).order_by("-number")
    forces = (
        Node.objects.filter(kind=NodeKind.FORCE)
        .annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_hash=Subquery(newest.values("hash")[:1]),
        )
        .filter(newest_number__isnull=False)
        .values_list("pk", "newest_number", "newest_hash")
    )
    rows = [NewestRow(chain_name(pk), number, row_hash) for pk, number, row_hash in forces]
    nation = AuditEvent.objects.chain(None).last()
    if nation is not None:
        rows.append(NewestRow(chain_name(None), nation.number, nation.hash))
    return rows
