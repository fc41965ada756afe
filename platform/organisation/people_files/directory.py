"""What a plan needs to know about a force: plain data, so that planning asks no database."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class KnownPerson:
    """Someone who works in the force; planned when a later change is on record already."""

    user_id: int
    membership_id: int
    email: str
    first_name: str
    last_name: str
    place_id: int
    rank_id: int
    rasso_role: str
    service_number: str
    line_manager: str
    started_on: date
    is_planned: bool


@dataclass(frozen=True)
class Directory:
    """The force as it is; every address in lower case, every name folded.

    free: accounts that belong to no force and may be taken on. closed: addresses that may not.
    places and ranks: from what people write to keys; an ambiguous name leads to several.
    """

    today: date
    actor: str
    people: dict[str, KnownPerson] = field(default_factory=dict)
    free: dict[str, int] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    places: dict[str, frozenset[int]] = field(default_factory=dict)
    place_names: dict[int, str] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    rank_names: dict[int, str] = field(default_factory=dict)
    rasso_roles: dict[str, str] = field(default_factory=dict)
    rasso_role_names: dict[str, str] = field(default_factory=dict)
