"""Writes a month's tree, figures and sealed audit record; the database keeps them as they are."""

from collections.abc import Iterable, Iterator, Sequence

from disclosure.drafting import Draft, Exact
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.tree import Tree

ROWS_AT_ONCE = 2_000

# What JSON can hold of a draft.
Record = dict[str, object]


def freeze(*, closing: Closing, tree: Tree, drafts: Sequence[Draft]) -> int:
    """Write everything, in an order that depends on nothing else; return how many cells."""
    FrozenPlace.objects.bulk_create(_places(closing, tree), batch_size=ROWS_AT_ONCE)
    cells = list(_cells(closing, drafts))
    PublishedCell.objects.bulk_create(cells, batch_size=ROWS_AT_ONCE)
    record = AuditRecord(closing=closing)
    record.content = record_of(drafts)
    record.save()
    return len(cells)


def record_of(drafts: Sequence[Draft]) -> Record:
    """Return what the auditor's command needs to look at the month again.

    {"version": 1, "drafts": [{"measure": code, "role": code or "", "least": people,
    "contributors": {place id: people}, "members": {place id: people},
    "figures": [[place id, exact people, bounded noisy total], ...],
    "bands": {band code: figures as above, a person of the band being a score of 100}}, ...]}

    contributors and members count each place's own people, without those of places below;
    places with nobody are left out, and JSON makes text of the ids that are keys. The tree is
    the closing's FrozenPlace rows. Totals are sums of scores from 0 to 100.
    """
    return {"version": 1, "drafts": [_draft_record(draft) for draft in drafts]}


def _draft_record(draft: Draft) -> Record:
    return {
        "measure": draft.measure,
        "role": draft.role,
        "least": draft.least,
        "contributors": {str(place): people for place, people in draft.contributors.items()},
        "members": {str(place): people for place, people in draft.members.items()},
        "figures": _figures(draft.exact),
        "bands": {code: _figures(exact) for code, exact in draft.bands.items()},
    }


def _figures(exact: Iterable[Exact]) -> list[list[float]]:
    return [[one.place_id, one.people, one.total] for one in exact]


def _places(closing: Closing, tree: Tree) -> Iterator[FrozenPlace]:
    for place_id in tree.order:
        place = tree.places[place_id]
        yield FrozenPlace(
            closing=closing,
            place_id=place_id,
            parent_id=tree.parent(place_id),
            kind=place.kind,
            name=place.name,
            slug=place.slug,
        )


def _cells(closing: Closing, drafts: Sequence[Draft]) -> Iterator[PublishedCell]:
    for draft in sorted(drafts, key=lambda draft: (draft.measure, draft.role)):
        for cell in sorted(draft.cells, key=lambda cell: cell.place_id):
            yield PublishedCell(
                collection=closing.collection,
                period=closing.period,
                measure=draft.measure,
                role=draft.role,
                place_id=cell.place_id,
                mean=cell.mean,
                end=cell.end,
                low=cell.low,
                high=cell.high,
                people=cell.people,
                response=cell.response,
                bands=dict(cell.bands),
            )
