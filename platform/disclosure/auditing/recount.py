"""Counts who is where from the membership itself, so that the auditor need not believe the engine.

Everyone is in one place: where they are counted, or else where they belonged at the month's end.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosure.auditing.evidence import Evidence, NarrowedError


@dataclass(frozen=True, slots=True)
class Recount:
    """People of each place itself: those counted there, and those who could have been."""

    contributors: Mapping[int, int]
    members: Mapping[int, int]


def recount(belonging: Mapping[str, int], counted: Iterable[tuple[str, int]]) -> Recount:
    """Count people by place; belonging and counted name them by pseudonym.

    Somebody who is counted twice is one person, wherever the second time was.
    """
    places: dict[str, int] = {}
    for ref, place_id in counted:
        places.setdefault(ref, place_id)
    everyone = {**belonging, **places}
    return Recount(Counter(places.values()), Counter(everyone.values()))


def check_counts(evidence: Evidence, truth: Recount) -> None:
    """Raise NarrowedError for the first place where the evidence counts other people."""
    for place_id in evidence.parents:
        said = (evidence.contributors.get(place_id, 0), evidence.members.get(place_id, 0))
        found = (truth.contributors.get(place_id, 0), truth.members.get(place_id, 0))
        if said != found:
            reason = (
                f"counts {said[0]} of {said[1]} people where there are {found[0]} of {found[1]}"
            )
            raise NarrowedError(evidence.measure, evidence.role, place_id, reason)
