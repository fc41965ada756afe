"""Writes what a stranger needs to attack a demo: what is published, and what is ordinary elsewhere.

For invented people only. Exact counts and ordinary averages leave the database here, which is just
what the rest of this package prevents.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path

from django.db import transaction

from disclosure.banding import GREATEST_SHARE, LEAST_SHARE, STEP
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.months import last_day
from disclosure.services.standing import settle_places, tree_of
from disclosure.sources import source_of
from disclosure.tree import Tree
from organisation.models import Membership

Row = dict[str, object]
PLACE_FIELDS = ("period", "place", "parent", "kind", "name")
COUNT_FIELDS = ("period", "measure", "role", "place", "people")
FIGURE_FIELDS = (
    *("period", "measure", "role", "place", "mean", "step", "end"),
    *("low", "high", "people", "response"),
)
MEMBER_FIELDS = ("period", "person", "place")
# An ordinary dashboard is shown to be unsafe by its latest months; older answers may be gone.
ORDINARY_MONTHS = 3


def export_attack_set(folder: Path, collection: str) -> int:
    """Write the files of a collection's closed months into folder; return how many months."""
    closings = list(
        Closing.objects.filter(collection=collection, state=Closing.State.CLOSED).order_by("period")
    )
    published, ordinary = folder / "published", folder / "ordinary"
    latest = [closing.period for closing in closings[-ORDINARY_MONTHS:]]
    slugs = dict(FrozenPlace.objects.values_list("place_id", "slug"))
    _write(published / "places.csv", PLACE_FIELDS, _places(closings))
    _write(published / "figures.csv", FIGURE_FIELDS, _figures(collection, closings))
    _write(published / "counted.csv", COUNT_FIELDS, _counted(closings, slugs))
    _write(folder / "membership.csv", MEMBER_FIELDS, _members(closings, slugs))
    _write(ordinary / "places.csv", PLACE_FIELDS, _places(closings[-ORDINARY_MONTHS:]))
    counted, figures = _ordinary(collection, latest)
    _write(ordinary / "counted.csv", COUNT_FIELDS, counted)
    _write(ordinary / "figures.csv", FIGURE_FIELDS, figures)
    return len(closings)


def _write(file: Path, fields: Iterable[str], rows: Iterable[Row]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(fields))
        writer.writeheader()
        writer.writerows(rows)


def _places(closings: Iterable[Closing]) -> Iterator[Row]:
    for closing in closings:
        frozen = list(FrozenPlace.objects.filter(closing=closing).order_by("pk"))
        slugs = {place.place_id: place.slug for place in frozen}
        for place in frozen:
            yield {
                "period": closing.period,
                "place": place.slug,
                "parent": slugs[place.parent_id] if place.parent_id else "",
                "kind": place.kind,
                "name": place.name,
            }


def _figures(collection: str, closings: Iterable[Closing]) -> Iterator[Row]:
    periods = [closing.period for closing in closings]
    cells = PublishedCell.objects.filter(collection=collection, period__in=periods)
    for cell in cells.select_related("place").order_by("period", "measure", "role", "place__slug"):
        fields: Row = {
            name: getattr(cell, name) for name in FIGURE_FIELDS if name not in ("place", "step")
        }
        fields |= {"place": cell.place.slug, "step": 1}
        yield fields
        for band, share in cell.bands.items():
            end = {LEAST_SHARE: "low", GREATEST_SHARE: "high"}.get(share, "")
            named = {"measure": f"{cell.measure} {band}", "mean": share, "step": STEP, "end": end}
            yield fields | named | {"low": "", "high": ""}


def _counted(closings: Iterable[Closing], slugs: Mapping[int, str]) -> Iterator[Row]:
    for closing in closings:
        for draft in AuditRecord.objects.get(closing=closing).content["drafts"]:
            if not draft["figures"]:
                continue
            bands = [f"{draft['measure']} {code}" for code in draft["bands"]]
            for measure, (place_id, people) in product(
                [draft["measure"], *bands], draft["contributors"].items()
            ):
                yield {
                    "period": closing.period,
                    "measure": measure,
                    "role": draft["role"],
                    "place": slugs[int(place_id)],
                    "people": people,
                }


def _members(closings: Iterable[Closing], slugs: Mapping[int, str]) -> Iterator[Row]:
    for closing in closings:
        posts = Membership.objects.current(last_day(closing.period)).order_by("person_id")
        for person_id, place_id in posts.values_list("person_id", "node_id"):
            if place_id in slugs:
                person = f"person {person_id}"
                yield {"period": closing.period, "person": person, "place": slugs[place_id]}


def _ordinary(collection: str, periods: Iterable[date]) -> tuple[list[Row], list[Row]]:
    """Return who is counted and the average of every place, as GROUP BY would give them."""
    source = source_of(collection)
    counted: list[Row] = []
    figures: list[Row] = []
    for period in periods:
        tree = tree_of(period)
        with transaction.atomic():
            gathered = settle_places(tree, source.gather(period))
        for measure, contributions in sorted(gathered.contributions.items()):
            scores: dict[int, list[float]] = defaultdict(list)
            for one in contributions:
                scores[one.place_id].append(one.score)
            named: Row = {"period": period, "measure": measure, "role": ""}
            counted += (named | row for row in _sizes(tree, scores))
            figures += (named | row for row in _averages(tree, scores))
    return counted, figures


def _sizes(tree: Tree, scores: Mapping[int, list[float]]) -> Iterator[Row]:
    for place_id, own in scores.items():
        yield {"place": tree.places[place_id].slug, "people": len(own)}


def _averages(tree: Tree, scores: Mapping[int, list[float]]) -> Iterator[Row]:
    totals: dict[int, float] = defaultdict(float)
    people = tree.sums({place_id: len(own) for place_id, own in scores.items()})
    for place_id, own in scores.items():
        here: int | None = place_id
        while here is not None:
            totals[here] += sum(own)
            here = tree.parent(here)
    for place_id in tree.order:
        if people[place_id]:
            mean = f"{totals[place_id] / people[place_id]:.1f}"
            place = tree.places[place_id].slug
            yield {
                "place": place,
                "mean": mean,
                "step": 0.1,
                "end": "",
                "people": people[place_id],
            }
