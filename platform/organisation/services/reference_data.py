"""Loads ranks, regions and the 43 forces; run at every deployment, it adds only what is missing."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from organisation.models import ForceProfile, Node, NodeChange, NodeKind, Rank
from organisation.services.locks import lock_tree

DATA = Path(__file__).resolve().parents[1] / "data"
NATION = "England and Wales"
# The first day of the programme in its first forces: no record of ours begins before it.
RECORDS_BEGIN = date(2021, 1, 1)


@dataclass(frozen=True)
class Loaded:
    """How many were added, and how many there are in the files."""

    ranks_added: int
    forces_added: int
    forces: int


@transaction.atomic
def load_reference_data() -> Loaded:
    """Add what the files have and the database has not; keep forces' facts as in the files.

    The name of a place that exists stays: somebody may have changed it for a reason.
    """
    lock_tree()
    rows = _read("forces.csv")
    known = {node.slug: node for node in Node.objects.filter(depth__lte=3)}
    nation = known.get(slugify(NATION)) or _open(None, NodeKind.NATION, NATION, slugify(NATION))
    regions = {name: _region(known, nation, name) for name in sorted({r["region"] for r in rows})}
    for row in rows:
        _load_force(known, regions[row["region"]], row)
    added = sum(row["slug"] not in known for row in rows)
    return Loaded(_load_ranks(), added, len(rows))


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _region(known: dict[str, Node], nation: Node, name: str) -> Node:
    # "West Midlands" is the name of a region and of a force.
    slug = f"region-{slugify(name)}"
    return known.get(slug) or _open(nation, NodeKind.REGION, name, slug)


def _load_force(known: dict[str, Node], region: Node, row: dict[str, str]) -> None:
    slug = row["slug"]
    force = known.get(slug) or _open(region, NodeKind.FORCE, row["name"], slug)
    ForceProfile.objects.update_or_create(
        node=force,
        defaults={
            "country": row["country"],
            "cps_area": row["cps_area"],
            "soteria_phase": row["soteria_phase"],
            "soteria_joined_on": date.fromisoformat(row["soteria_joined_on"]),
            "website": row["website"],
            "is_welsh": row["welsh"] == "true",
        },
    )


def _open(parent: Node | None, kind: NodeKind, name: str, slug: str) -> Node:
    fields = {"kind": kind, "name": name, "slug": slug, "opened_on": RECORDS_BEGIN}
    node: Node = parent.add_child(**fields) if parent else Node.add_root(**fields)
    NodeChange.objects.create(
        node=node,
        kind=NodeChange.Kind.OPENED,
        effective_on=RECORDS_BEGIN,
        name_after=name,
        place_after=parent,
    )
    return node


def _load_ranks() -> int:
    added = 0
    for row in _read("ranks.csv"):
        _rank, created = Rank.objects.update_or_create(
            short=row["short"],
            defaults={
                "name": row["name"],
                "order": int(row["order"]),
                "kind": row["kind"],
                "note": row["note"],
            },
        )
        added += created
    return added
