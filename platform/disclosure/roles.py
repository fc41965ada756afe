"""Divides the people of forces, regions and the nation by role. Pure.

Each role is a tree of its own; crossing.py then takes back what could be compared with places.
"""

from collections.abc import Iterator, Sequence

from disclosure.choosing import choose, needs
from disclosure.counting import count
from disclosure.crossing import Everyone, RoleGroup, settle
from disclosure.figures import Contribution, Gathered
from disclosure.threshold import LEAST_FOR_ROLES
from disclosure.tree import ROLE_KINDS, Tree


def partition(
    tree: Tree, contributions: Sequence[Contribution], gathered: Gathered, everyone: Everyone
) -> tuple[RoleGroup, ...]:
    """Return the roles with a figure somewhere, by code; nothing where roles are not known."""
    groups = tuple(_groups(tree, contributions, gathered, everyone))
    return tuple(group for group in settle(tree, groups, everyone) if group.published)


def _groups(
    tree: Tree, contributions: Sequence[Contribution], gathered: Gathered, everyone: Everyone
) -> Iterator[RoleGroup]:
    """Choose the places of each role as if it were alone."""
    took_part: dict[str, list[Contribution]] = {}
    for one in contributions:
        took_part.setdefault(one.role, []).append(one)
    counted = {one.ref for one in contributions}
    stayed_away: dict[str, dict[str, int]] = {}
    for ref, role in gathered.roles.items():
        if ref not in counted and ref in gathered.people:
            stayed_away.setdefault(role, {})[ref] = gathered.people[ref]
    candidates = {place for place in everyone.published if tree.places[place].kind in ROLE_KINDS}
    for role in sorted(took_part.keys() - {""} if gathered.roles else ()):
        counts = count(tree, took_part[role], stayed_away.get(role, {}))
        wanted = needs(tree, counts.members, everyone.raised, LEAST_FOR_ROLES)
        published = choose(tree, counts, wanted, candidates)
        if published:
            yield RoleGroup(role, took_part[role], counts, published)
