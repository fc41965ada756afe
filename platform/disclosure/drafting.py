"""Makes one measure's figures of one month: choose, divide, noise, bound, add up, round. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from disclosure.adding_up import Part, add_up, margin, response, shown
from disclosure.atoms import Atom, split
from disclosure.banding import bounded_counts, noisy_counts, shares
from disclosure.bounding import bounded
from disclosure.choosing import choose, needs
from disclosure.counting import Counts, count, doubted
from disclosure.crossing import Everyone
from disclosure.figures import SCALE, Contribution, Gathered, Measure
from disclosure.noise import SUM_SD, Label, draw
from disclosure.roles import partition
from disclosure.spread import spreads
from disclosure.threshold import LEAST_FOR_BANDS, LEAST_FOR_ROLES, LEAST_PEOPLE
from disclosure.tree import RESPONSE_KINDS, Tree


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it will be shown; the fields are those of the table PublishedCell."""

    place_id: int
    mean: int
    end: str
    low: int
    high: int
    people: int
    response: str
    bands: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Exact:
    """What a reader could at best work out of a cell: exact people, bounded noisy total."""

    place_id: int
    people: int
    total: float


@dataclass(frozen=True, slots=True)
class Draft:
    """The cells of one measure and role, and what the auditor is told of them.

    contributors and members count each place's own people; least is what every group needs.
    bands holds what was counted in each band, a person there being a score of 100.
    """

    measure: str
    role: str
    least: int
    contributors: Mapping[int, int]
    members: Mapping[int, int]
    exact: tuple[Exact, ...]
    bands: Mapping[str, tuple[Exact, ...]]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What all measures of a month share; raised is by force, label names no measure yet."""

    tree: Tree
    gathered: Gathered
    raised: Mapping[int, int]
    secret: bytes
    label: Label


def draft(measure: Measure, month: Month) -> tuple[Draft, ...]:
    """Return the draft of everyone, and one for each role that may be shown."""
    contributions = month.gathered.contributions.get(measure.code, ())
    counts = count(month.tree, contributions, month.gathered.people)
    wanted = needs(month.tree, counts.members, month.raised)
    published = choose(month.tree, counts, wanted)
    everyone = Everyone(published, counts, wanted, month.raised)
    making = _Making(month, measure, spreads(month.tree, contributions))
    drafts = [making.draft("", LEAST_PEOPLE, contributions, counts, published)]
    for group in partition(month.tree, contributions, month.gathered, everyone):
        drafts.append(
            making.draft(
                group.role, LEAST_FOR_ROLES, group.contributions, group.counts, group.published
            )
        )
    return tuple(drafts)


@dataclass(frozen=True, slots=True)
class _Making:
    """Turns chosen places into figures; spread is the standard deviation of scores by place."""

    month: Month
    measure: Measure
    spread: Mapping[int, int]

    def draft(
        self,
        role: str,
        least: int,
        contributions: Sequence[Contribution],
        counts: Counts,
        published: Collection[int],
    ) -> Draft:
        label = replace(self.month.label, measure=self.measure.code, role=role)
        atoms = split(self.month.tree, published, contributions, counts.direct_members)
        parts = {atom.place_id: self._part(label, atom) for atom in atoms}
        figures = add_up(self.month.tree, published, parts)
        banded = self._banded(label, contributions, counts, published)
        return Draft(
            measure=self.measure.code,
            role=role,
            least=least,
            contributors=counts.direct_contributors,
            members=counts.direct_members,
            exact=tuple(Exact(place, part.people, part.total) for place, part in figures.items()),
            bands={
                band.code: tuple(
                    Exact(place, part.people, part.bands[band.code] * SCALE)
                    for place, part in banded.items()
                )
                for band in self.measure.bands
            },
            cells=tuple(self._cells(role, figures, banded, counts)),
        )

    def _part(self, label: Label, atom: Atom) -> Part:
        secret = self.month.secret
        noisy = atom.total + draw(secret, label, atom.refs, SUM_SD)
        known = doubted(atom.people, atom.members)
        return Part(
            people=atom.people,
            doubted=known,
            total=bounded(noisy, atom.people),
            bands={},
            margin=margin(known),
        )

    def _banded(
        self,
        label: Label,
        contributions: Sequence[Contribution],
        counts: Counts,
        published: Collection[int],
    ) -> dict[int, Part]:
        """Count the people of each band where everything that can be subtracted has thirty."""
        if not self.measure.bands:
            return {}
        tree = self.month.tree
        wanted = needs(tree, counts.members, self.month.raised, LEAST_FOR_BANDS)
        chosen = choose(tree, counts, wanted, published)
        atoms = split(tree, chosen, contributions, counts.direct_members)
        return add_up(tree, chosen, {atom.place_id: self._band_part(label, atom) for atom in atoms})

    def _band_part(self, label: Label, atom: Atom) -> Part:
        codes = [band.code for band in self.measure.bands]
        noisy = noisy_counts(self.month.secret, label, atom, codes)
        known = doubted(atom.people, atom.members)
        return Part(atom.people, known, 0.0, bounded_counts(noisy, atom.people), margin=0)

    def _cells(
        self, role: str, figures: Mapping[int, Part], banded: Mapping[int, Part], counts: Counts
    ) -> Iterator[Cell]:
        for place_id, part in figures.items():
            figure = shown(part, self.spread[place_id])
            told = not role and self.month.tree.places[place_id].kind in RESPONSE_KINDS
            counted = banded.get(place_id) if figure.people >= LEAST_FOR_BANDS else None
            yield Cell(
                place_id=place_id,
                mean=figure.mean,
                end=figure.end,
                low=figure.low,
                high=figure.high,
                people=figure.people,
                response=response(part.doubted, counts.members[place_id]) if told else "",
                bands=shares(counted.bands, counted.people) if counted else {},
            )
