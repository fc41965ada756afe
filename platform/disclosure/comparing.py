"""Compares what a page shows of a month with what the month's sealed record gives.

Done before a month is committed and again by audit_published, of the rows as they were written.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from disclosure.auditing import (
    Display,
    Evidence,
    Figure,
    NarrowedError,
    check_displays,
    check_shares,
)
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.threshold import LEAST_FOR_BANDS, LEAST_PEOPLE

# Measure and role.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The evidence of one measure and role, and of each of its bands by code."""

    whole: Evidence
    bands: Mapping[str, Evidence]


def compare(recorded: Mapping[Key, Recorded], shown: Mapping[Key, Sequence[Display]]) -> None:
    """Raise NarrowedError for the first figure that shows other than its record gives."""
    for measure, role in sorted(shown.keys() - recorded.keys()):
        place_id = shown[measure, role][0].place_id
        raise NarrowedError(measure, role, place_id, "is shown but not on record")
    for key, one in recorded.items():
        displays = shown.get(key, ())
        check_displays(one.whole, displays)
        _compare_bands(one, displays)


def records_of(closing: Closing) -> dict[Key, Recorded]:
    """Open the month's sealed record; raises what opening it raises, DoesNotExist without one."""
    frozen = FrozenPlace.objects.filter(closing=closing)
    parents = dict(frozen.values_list("place_id", "parent_id"))
    drafts = AuditRecord.objects.get(closing=closing).content["drafts"]
    return {(draft["measure"], draft["role"]): _one(parents, draft) for draft in drafts}


def displays_of(closing: Closing) -> dict[Key, list[Display]]:
    """Return every figure of the month as its row stands."""
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


def _compare_bands(recorded: Recorded, displays: Sequence[Display]) -> None:
    for display in displays:
        for code in display.shares.keys() - recorded.bands.keys():
            measure = f"{recorded.whole.measure} {code}"
            reason = "is shown but not on record"
            raise NarrowedError(measure, recorded.whole.role, display.place_id, reason)
    for code, band in recorded.bands.items():
        shown = {one.place_id: one.shares[code] for one in displays if code in one.shares}
        check_shares(band, shown)


# What JSON gives back of a record; services.freezing.record_of says what it holds.
def _one(parents: Mapping[int, int | None], draft: Mapping[str, Any]) -> Recorded:
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
    return Recorded(whole, bands)
