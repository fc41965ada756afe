"""The gate that a month passes before it is published: is every person's range still 0 to 100?

One person of an atom stands for all of them. People of one atom are counted in the same figures
and in no other, so exchanging two of them changes no figure, and what one could have scored the
other could: one representative is exact, not a sample.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from disclosure.auditing.atoms import TOLERANCE, Atom, Atoms, rebuild_atoms
from disclosure.auditing.evidence import (
    GREATEST_SCORE,
    Evidence,
    HiddenRange,
    NarrowedError,
    PersonRange,
    Verdict,
)
from disclosure.auditing.programme import Block, Range, UnsolvedError, ranges

# With two known of nineteen or fewer, the bound would leave no figure to show; the noise stands in.
LEAST_FOR_TWO_COLLUDERS = 20


@dataclass(frozen=True, slots=True)
class _Question:
    """What could a person of this atom have scored, if colluders of it said ``told``?"""

    atom: Atom
    colluders: int
    told: float

    def block(self) -> Block:
        others = self.atom.people - 1 - self.colluders
        return Block(GREATEST_SCORE, others * GREATEST_SCORE, self.atom.total - self.told)


def audit(evidence: Evidence) -> Verdict:
    """Return the ranges left to every person and hidden place, in points of score.

    A person's must be exactly 0 to 100: with nobody's help, with one colluding colleague of the
    same atom, and from 20 people on with two, whatever these scored (all 0, all 100, or one each).
    Raises NarrowedError for the first figure that breaks a rule or narrows somebody
    (HOW_WE_KNOW.md, "How each month is checked").
    """
    atoms = rebuild_atoms(evidence)
    try:
        people = tuple(_people(evidence, atoms.by_place.values()))
        hidden = tuple(_hidden(evidence, atoms))
    except UnsolvedError as error:
        place_id = evidence.figures[0].place_id
        reason = "the solver found no answer for this month, so nothing is known of it"
        raise NarrowedError(evidence.measure, evidence.role, place_id, reason) from error
    with_people = sum(atom.people > 0 for atom in atoms.by_place.values())
    return Verdict(evidence.measure, evidence.role, with_people, people, hidden)


def _people(evidence: Evidence, atoms: Iterable[Atom]) -> Iterator[PersonRange]:
    questions = list(chain.from_iterable(map(_questions, atoms)))
    found = ranges([question.block() for question in questions])
    for question, span in zip(questions, found, strict=True):
        narrowed = span.least > TOLERANCE or span.greatest < GREATEST_SCORE - TOLERANCE
        if narrowed or span.gap > TOLERANCE:
            raise _narrowed(evidence, question, span)
        for place_id in question.atom.counted:
            yield PersonRange(
                place_id, question.colluders, question.told, span.least, span.greatest
            )


def _questions(atom: Atom) -> Iterator[_Question]:
    """Ask for every number of colluders and all that they could have said.

    Where in the atom the colluders work makes no difference: what is left is the same sum.
    """
    if atom.people == 0:
        return
    most_colluders = 2 if atom.people >= LEAST_FOR_TWO_COLLUDERS else 1
    for colluders in range(most_colluders + 1):
        for at_the_top in range(colluders + 1):
            yield _Question(atom, colluders, at_the_top * GREATEST_SCORE)


def _narrowed(evidence: Evidence, question: _Question, span: Range) -> NarrowedError:
    """Name the figure that gives the atom away; the person may be counted below it."""
    if span.gap > TOLERANCE:
        found = "no scores could have given this figure"
    else:
        place = question.atom.place_id
        found = f"a person of place {place} is between {span.least:g} and {span.greatest:g}"
    if question.colluders:
        found = f"with {question.colluders} colluding who scored {question.told:g} in all, {found}"
    return NarrowedError(evidence.measure, evidence.role, question.atom.place_id, found)


def _hidden(evidence: Evidence, atoms: Atoms) -> Iterator[HiddenRange]:
    """Give the range of every place that people are counted at or below and that has no figure.

    Its places are all in one atom: below an unpublished place nothing is published.
    """
    counted = _counted_below_hidden(evidence, atoms)
    owners = {place_id: _atom_of(atoms, place_id) for place_id in counted}
    blocks = [
        Block(
            number * GREATEST_SCORE,
            (owners[place_id].people - number) * GREATEST_SCORE,
            owners[place_id].total,
        )
        for place_id, number in counted.items()
    ]
    for (place_id, number), span in zip(counted.items(), ranges(blocks), strict=True):
        yield HiddenRange(place_id, number, span.least, span.greatest)


def _atom_of(atoms: Atoms, place_id: int) -> Atom:
    published = atoms.published_above[place_id]
    assert published is not None  # noqa: S101 - only places below a published one are asked
    return atoms.by_place[published]


def _counted_below_hidden(evidence: Evidence, atoms: Atoms) -> Mapping[int, int]:
    counted: dict[int, int] = {}
    for atom in atoms.by_place.values():
        for place_id, number in atom.counted.items():
            here: int | None = place_id
            while here is not None and here != atom.place_id:
                counted[here] = counted.get(here, 0) + number
                here = evidence.parents[here]
    return counted
