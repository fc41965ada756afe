"""Trees, people and sources of figures for tests of disclosure: plain values, and real places."""

from collections.abc import Mapping, Sequence
from datetime import date

from disclosure.figures import Contribution, FigureSource, Gathered, Measure, Place
from disclosure.tree import Tree, plant

COLLECTION = "sample"
PERIOD = date(2026, 9, 1)
MOOD = Measure("mood.overall", "Mood")
SECRET = bytes(range(32))


def grow(parents: Mapping[int, int | None], kinds: Mapping[int, str] | None = None) -> Tree:
    """Make a tree of numbered places; kinds follow from the depth unless they are given."""
    levels = ("nation", "region", "force", "unit", "team")

    def depth(place_id: int) -> int:
        above = parents[place_id]
        return 0 if above is None else depth(above) + 1

    return plant(
        Place(
            id=place_id,
            parent_id=above,
            kind=(kinds or {}).get(place_id, levels[min(depth(place_id), 4)]),
            name=f"Place {place_id}",
            slug=f"place-{place_id}",
        )
        for place_id, above in parents.items()
    )


def answering(
    place_id: int, number: int, *, score: float = 50.0, role: str = "", band: str = ""
) -> list[Contribution]:
    """Return people of a place who all scored the same; their refs say where they are."""
    return [
        Contribution(f"{place_id}-{role}-{index:03d}", place_id, role, score, band)
        for index in range(number)
    ]


def silent(place_id: int, number: int, *, role: str = "") -> dict[str, int]:
    """Return people of a place who did not answer."""
    return {f"silent-{place_id}-{role}-{index}": place_id for index in range(number)}


def gathered(
    contributions: Sequence[Contribution],
    others: Mapping[str, int] | None = None,
    measure: Measure = MOOD,
) -> Gathered:
    """Put people together as a source does: who answered belongs where they are counted."""
    people = {one.ref: one.place_id for one in contributions} | dict(others or {})
    roles = {one.ref: one.role for one in contributions if one.role}
    return Gathered(people=people, contributions={measure.code: contributions}, roles=roles)


def source_of(
    months: Mapping[date, Gathered], measures: Sequence[Measure] = (MOOD,)
) -> FigureSource:
    """Return a source that says what it was given; a month that it was not given is empty."""
    return FigureSource(
        code=COLLECTION,
        measures=lambda: tuple(measures),
        first_period=lambda: min(months, default=None),
        gather=lambda period: months.get(period, Gathered({}, {})),
        after_close=lambda _period: None,
    )
