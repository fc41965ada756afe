"""Looks again at everything ever published: each month alone, and all of them together.

The auditor is given the sealed record and the frozen tree of each month, and every figure on show
is compared with what the record gives.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.crypto import CryptoError
from disclosure.auditing import Evidence, NarrowedError, audit, audit_together
from disclosure.comparing import Key, Recorded, compare, displays_of, records_of
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What was found of one month; fault is "" if nothing is wrong, cell names what is.

    reason says why, with exact counts: for the operator's own eyes, not for a log.
    """

    collection: str
    period: date
    figures: int = 0
    ranges: int = 0
    cell: str = ""
    reason: str = ""


def audit_months(collection: str | None = None) -> Iterator[MonthReport]:
    """Audit every closed month, oldest first, of one collection or of all."""
    closings = Closing.objects.filter(state=Closing.State.CLOSED)
    if collection:
        closings = closings.filter(collection=collection)
    for closing in closings.order_by("collection", "period"):
        yield _audit_month(closing)


def audit_across(collection: str | None = None) -> Iterator[MonthReport]:
    """Yield what is wrong between months: figures of no closed month, and measures told twice."""
    seen: dict[tuple[date, str], str] = {}
    cells = PublishedCell.objects.order_by("collection", "period", "measure")
    closed = set(
        Closing.objects.filter(state=Closing.State.CLOSED).values_list("collection", "period")
    )
    for code, period, measure in cells.values_list("collection", "period", "measure").distinct():
        other = seen.setdefault((period, measure), code)
        if collection not in (None, code, other):
            continue
        if (code, period) not in closed:
            reason = "figures of a month that is not closed"
            yield MonthReport(code, period, cell=measure, reason=reason)
        if other != code:
            reason = f"the same measure is published in {other} too"
            yield MonthReport(code, period, cell=measure, reason=reason)


def _audit_month(closing: Closing) -> MonthReport:
    slugs = dict(FrozenPlace.objects.filter(closing=closing).values_list("place_id", "slug"))
    shown = displays_of(closing)
    figures = sum(len(displays) for displays in shown.values())
    try:
        recorded = records_of(closing)
        compare(recorded, shown)
        ranges = _audit(recorded)
    except NarrowedError as error:
        place = slugs.get(error.place_id, f"place {error.place_id}")
        cell = " ".join(part for part in (error.measure, error.role, place) if part)
        return _report(closing, figures, cell=cell, reason=error.reason)
    except AuditRecord.DoesNotExist:
        return _report(closing, figures, cell="its record", reason="is missing")
    except CryptoError:
        return _report(closing, figures, cell="its record", reason="cannot be opened")
    return _report(closing, figures, ranges=ranges)


def _report(
    closing: Closing, figures: int, *, ranges: int = 0, cell: str = "", reason: str = ""
) -> MonthReport:
    return MonthReport(closing.collection, closing.period, figures, ranges, cell, reason)


def _audit(recorded: Mapping[Key, Recorded]) -> int:
    """Audit all measures and roles of a month; return how many people's ranges were looked at."""
    ranges = 0
    roles: dict[str, list[Evidence]] = defaultdict(list)
    for (measure, role), one in recorded.items():
        for evidence in (one.whole, *one.bands.values()):
            ranges += len(audit(evidence).people)
        if role:
            roles[measure].append(one.whole)
    for measure, of_measure in roles.items():
        audit_together(recorded[measure, ""].whole, of_measure)
    return ranges
