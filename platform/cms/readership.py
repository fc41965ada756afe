"""Who may read which page: one rule, said twice, for one page and for a whole query.

Pure: takes what is known about the reader, asks no database and no clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.db.models import Q

from cms.vocabulary import Marking

CPS_ROLE = "cps_prosecutor"


class Standing(Enum):
    """What a reader is to the content, from the least to the most."""

    STRANGER = "stranger"  # not signed in, or with neither a post nor a role
    GUEST = "guest"  # a CPS partner
    INSIDER = "insider"  # in post, or holding a role
    EDITOR = "editor"  # writes or approves for the nation


@dataclass(frozen=True)
class Reader:
    """A reader's standing, and the RASSO role and force of their present post.

    written_for: the forces that the person edits or approves for.
    """

    standing: Standing
    rasso_role: str = ""
    force_id: int | None = None
    written_for: frozenset[int] = frozenset()

    @property
    def forces(self) -> frozenset[int]:
        """The forces whose local pages concern the person."""
        return self.written_for | ({self.force_id} if self.force_id else frozenset())


@dataclass(frozen=True)
class Readability:
    """The facts of a page that decide who may read it."""

    marking: str
    is_public: bool
    shared_with_cps: bool
    audience_roles: tuple[str, ...]
    # The force whose local page it is; None for the nation's.
    force_id: int | None = None


class StatesReaders(Protocol):
    """What says of itself who may read it: a page, a version of one, or a row of its columns."""

    @property
    def marking(self) -> str: ...
    @property
    def is_public(self) -> bool: ...
    @property
    def shared_with_cps(self) -> bool: ...
    @property
    def audience_roles(self) -> Iterable[str]: ...
    @property
    def force_id(self) -> int | None: ...


def readability_of(stated_by: StatesReaders) -> Readability:
    """The facts that decide who may read a page, as it is or as a version of it was."""
    return Readability(
        marking=stated_by.marking,
        is_public=stated_by.is_public,
        shared_with_cps=stated_by.shared_with_cps,
        audience_roles=tuple(stated_by.audience_roles),
        force_id=stated_by.force_id,
    )


def allows(reader: Reader, page: Readability) -> bool:
    """Whether the reader may read a page with these facts."""
    if page.is_public and page.marking == Marking.OFFICIAL:
        return True
    if reader.standing is Standing.EDITOR:
        return True
    if reader.standing is Standing.INSIDER:
        return _concerns(reader, page)
    if reader.standing is Standing.GUEST and page.shared_with_cps:
        return page.marking == Marking.OFFICIAL or CPS_ROLE in page.audience_roles
    return False


def _concerns(reader: Reader, page: Readability) -> bool:
    if page.force_id is not None and page.force_id not in reader.forces:
        return False
    if page.force_id is not None and page.force_id in reader.written_for:
        return True
    return page.marking == Marking.OFFICIAL or reader.rasso_role in page.audience_roles


def condition(reader: Reader) -> Q:
    """The same rule as a condition on BasePage rows."""
    official = Q(marking=Marking.OFFICIAL)
    public = official & Q(is_public=True)
    if reader.standing is Standing.EDITOR:
        return Q(marking__in=Marking.values)
    if reader.standing is Standing.INSIDER:
        own = Q(force__isnull=True) | Q(force__in=reader.forces)
        written = Q(force__in=reader.written_for)
        return (
            public | written | (own & (official | Q(audience_roles__contains=[reader.rasso_role])))
        )
    if reader.standing is Standing.GUEST:
        for_cps = official | Q(audience_roles__contains=[CPS_ROLE])
        return public | (Q(shared_with_cps=True) & for_cps)
    return public
