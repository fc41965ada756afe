"""Looks again at everything ever published: each month alone, and all of them together.

The auditor is given the sealed record and the frozen tree of each month, and every figure on show
is compared with what the record gives.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.crypto import CryptoError
from disclosure.auditing import (
    Display,
    Evidence,
    Figure,
    NarrowedError,
    audit,
    audit_together,
    check_displays,
    check_shares,
)
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.threshold import LEAST_FOR_BANDS, LEAST_PEOPLE

# Measure and role.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Recorded:
    """The evidence of one measure and role, and of each of its bands by code."""

    whole: Evidence
    bands: Mapping[str, Evidence]


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
    shown = _displays(closing)
    figures = sum(len(displays) for displays in shown.values())
    try:
        ranges = _audit(_recorded(closing), shown)
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


def _audit(recorded: Mapping[Key, _Recorded], shown: Mapping[Key, Sequence[Display]]) -> int:
    """Audit all measures and roles of a month; return how many people's ranges were looked at."""
    for measure, role in sorted(shown.keys() - recorded.keys()):
        place_id = shown[measure, role][0].place_id
        raise NarrowedError(measure, role, place_id, "is shown but not on record")
    ranges = 0
    roles: dict[str, list[Evidence]] = defaultdict(list)
    for (measure, role), one in recorded.items():
        displays = shown.get((measure, role), ())
        ranges += len(audit(one.whole).people)
        check_displays(one.whole, displays)
        ranges += _audit_bands(one, displays)
        if role:
            roles[measure].append(one.whole)
    for measure, of_measure in roles.items():
        audit_together(recorded[measure, ""].whole, of_measure)
    return ranges


def _audit_bands(recorded: _Recorded, displays: Sequence[Display]) -> int:
    for display in displays:
        for code in display.shares.keys() - recorded.bands.keys():
            measure = f"{recorded.whole.measure} {code}"
            reason = "is shown but not on record"
            raise NarrowedError(measure, recorded.whole.role, display.place_id, reason)
    ranges = 0
    for code, band in recorded.bands.items():
        ranges += len(audit(band).people)
        shown = {one.place_id: one.shares[code] for one in displays if code in one.shares}
        check_shares(band, shown)
    return ranges


def _recorded(closing: Closing) -> dict[Key, _Recorded]:
    frozen = FrozenPlace.objects.filter(closing=closing)
    parents = dict(frozen.values_list("place_id", "parent_id"))
    drafts = AuditRecord.objects.get(closing=closing).content["drafts"]
    return {(draft["measure"], draft["role"]): _one(parents, draft) for draft in drafts}


# What JSON gives back of a record; services.freezing.record_of says what it holds.
def _one(parents: Mapping[int, int | None], draft: Mapping[str, Any]) -> _Recorded:
    whole = Evidence(
        measure=draft["measure"],
        role=draft["role"],
        parents=parents,
        contributors={int(place): number for place, number in draft["contributors"].items()},
        members={int(place): number for place, number in draft["members"].items()},
        figures=tuple(Figure(*figure) for figure in draft["figures"]),
        least=max(draft["least"], LEAST_PEOPLE),
    )
    bands = {
        code: replace(
            whole,
            measure=f"{whole.measure} {code}",
            figures=tuple(Figure(*figure) for figure in figures),
            least=max(whole.least, LEAST_FOR_BANDS),
        )
        for code, figures in draft["bands"].items()
    }
    return _Recorded(whole, bands)


def _displays(closing: Closing) -> dict[Key, list[Display]]:
    found: dict[Key, list[Display]] = defaultdict(list)
    cells = PublishedCell.objects.filter(collection=closing.collection, period=closing.period)
    for cell in cells.order_by("measure", "role", "place_id"):
        display = Display(
            place_id=cell.place_id,
            mean=cell.mean,
            end=cell.end,
            low=cell.low,
            high=cell.high,
            people=cell.people,
            response=cell.response,
            shares=cell.bands,
        )
        found[cell.measure, cell.role].append(display)
    return dict(found)
