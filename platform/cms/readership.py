"""Who may read which page: one rule, said twice, for one page and for a whole query.

Pure: takes what is known about the reader, asks no database and no clock.
"""

from dataclasses import dataclass
from enum import Enum

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
    """A reader's standing, and the RASSO role of their present post ("" without one)."""

    standing: Standing
    rasso_role: str = ""


@dataclass(frozen=True)
class Readability:
    """The facts of a page that decide who may read it."""

    marking: str
    is_public: bool
    shared_with_cps: bool
    audience_roles: tuple[str, ...]


def allows(reader: Reader, page: Readability) -> bool:
    """Whether the reader may read a page with these facts."""
    if page.is_public and page.marking == Marking.OFFICIAL:
        return True
    if reader.standing is Standing.EDITOR:
        return True
    if reader.standing is Standing.INSIDER:
        return page.marking == Marking.OFFICIAL or reader.rasso_role in page.audience_roles
    if reader.standing is Standing.GUEST and page.shared_with_cps:
        return page.marking == Marking.OFFICIAL or CPS_ROLE in page.audience_roles
    return False


def condition(reader: Reader) -> Q:
    """The same rule as a condition on BasePage rows."""
    official = Q(marking=Marking.OFFICIAL)
    public = official & Q(is_public=True)
    if reader.standing is Standing.EDITOR:
        return Q(marking__in=Marking.values)
    if reader.standing is Standing.INSIDER:
        return official | Q(audience_roles__contains=[reader.rasso_role])
    if reader.standing is Standing.GUEST:
        for_cps = official | Q(audience_roles__contains=[CPS_ROLE])
        return public | (Q(shared_with_cps=True) & for_cps)
    return public
