"""Counts who took part and who could have, at each place. Pure.

Everyone is in exactly one place: who is counted, where they are counted; who is not, where they
belonged when the month ended. So both counts add up along the tree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosure.figures import Contribution
from disclosure.threshold import ROOM_FOR_DOUBT
from disclosure.tree import Tree


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people: contributors took part, members could have; keys are places.

    direct_ counts the people of the place itself, the others also those of all places below it.
    """

    direct_contributors: Mapping[int, int]
    direct_members: Mapping[int, int]
    contributors: Mapping[int, int]
    members: Mapping[int, int]


def count(tree: Tree, contributions: Iterable[Contribution], people: Mapping[str, int]) -> Counts:
    """Count the people of one measure; people says where each one belonged at the month's end."""
    contributors: Counter[int] = Counter()
    members = Counter(people.values())
    for contribution in contributions:
        contributors[contribution.place_id] += 1
        members[contribution.place_id] += 1
        belonged = people.get(contribution.ref)
        if belonged is not None:
            members[belonged] -= 1
    return Counts(
        direct_contributors=_without_zeros(contributors),
        direct_members=_without_zeros(members),
        contributors=tree.sums(contributors),
        members=tree.sums(members),
    )


def doubted(contributors: int, members: int) -> int:
    """Return the greatest number of contributors that may be spoken of.

    All that is shown depends on this number and not on the true one, so a group in which everyone
    took part looks like one in which two did not.
    """
    return max(0, min(contributors, members - ROOM_FOR_DOUBT))


def rounded_down(people: int) -> int:
    """Return the number as it is shown: "15 or more"."""
    return people - people % 5


def _without_zeros(counter: "Counter[int]") -> dict[int, int]:
    return {place_id: number for place_id, number in sorted(counter.items()) if number}
