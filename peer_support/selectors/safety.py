"""Which concerns and openings a safeguarding lead sees, and what the two of a pair are told.

To everybody else, and to a lead who is one of the pair, there is no such concern.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from organisation.models import Node, Role, RoleGrant
from peer_support.models import BreakGlass, Concern, Conversation, Pairing
from peer_support.refs import concern_refs_of
from peer_support.safety_leads import Lead, nearest_leads

State = BreakGlass.State


@dataclass(frozen=True, slots=True)
class ListedConcern:
    """A concern in a list: without its words."""

    public_id: UUID
    raised_on: date
    closed_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class ToldOpening:
    """What both of the pair are told afterwards, for as long as the conversation is there."""

    begun_at: datetime
    ended_at: datetime
    with_names: bool


def safeguarding_leads(on: date) -> tuple[Lead, ...]:
    """Return everyone who is a safeguarding lead on that day; one query, whatever their number."""
    grants = RoleGrant.objects.active(on).filter(
        role=Role.SAFEGUARDING_LEAD, person__is_active=True
    )
    held = list(grants.order_by("pk").values_list("person_id", "scope__path"))
    refs = concern_refs_of({person_id for person_id, _path in held})
    return tuple(Lead(person_id, refs[person_id], path) for person_id, path in held)


def reader_ids_of(concern: Concern, leads: Collection[Lead]) -> frozenset[int]:
    """Return the keys of the leads whom the concern comes to."""
    return nearest_leads(
        leads, force_path=concern.force.path, step=Node.steplen, parties=concern.parties
    )


def approver_ids_of(concern: Concern, asked_by_id: int, leads: Collection[Lead]) -> frozenset[int]:
    """Return the keys of the leads who may decide on a wish to read because of the concern."""
    return nearest_leads(
        leads,
        force_path=concern.force.path,
        step=Node.steplen,
        parties=concern.parties,
        but_not={asked_by_id},
    )


def concerns_for(person: User, on: date) -> list[ListedConcern]:
    """Return the concerns that come to the person: open ones first, then the newest."""
    leads = safeguarding_leads(on)
    rows = Concern.objects.select_related("force").defer("words", "chosen")
    mine = [
        row
        for row in rows.order_by("state", "-raised_on", "public_id")
        if person.pk in reader_ids_of(row, leads)
    ]
    found = [
        ListedConcern(row.public_id, row.raised_on, row.closed_on, row.state == row.State.OPEN)
        for row in mine
    ]
    return sorted(found, key=lambda one: not one.is_open)


def openings_for(person: User, on: date) -> list[BreakGlass]:
    """Return the wishes to read that the person sees, newest first."""
    leads = safeguarding_leads(on)
    rows = BreakGlass.objects.select_related("concern__force").order_by("-asked_at", "pk")
    return [row for row in rows.defer("reason") if _sees(person, row, leads)]


def concern_for(person: User, public_id: UUID, on: date) -> Concern | None:
    """Return the concern if it comes to the person; None for any other and for none at all."""
    concern = Concern.objects.select_related("force").filter(public_id=public_id).first()
    if concern is None or person.pk not in reader_ids_of(concern, safeguarding_leads(on)):
        return None
    return concern


def opening_for(person: User, public_id: UUID, on: date) -> BreakGlass | None:
    """Return the opening if the person sees it; None for any other and for none at all."""
    rows = BreakGlass.objects.select_related("concern__force", "asked_by", "decided_by")
    opening = rows.filter(public_id=public_id).first()
    if opening is None or not _sees(person, opening, safeguarding_leads(on)):
        return None
    return opening


def may_decide(person: User, opening: BreakGlass, on: date) -> bool:
    """Whether the person is a second one who may agree or refuse, and nobody has yet."""
    if opening.state != State.ASKED:
        return False
    return person.pk in approver_ids_of(
        opening.concern, opening.asked_by_id, safeguarding_leads(on)
    )


def may_read(person: User, opening: BreakGlass, now: datetime) -> bool:
    """Whether the person asked for it, it was agreed to, and its hour is not over."""
    if opening.asked_by_id != person.pk or opening.state != State.OPEN:
        return False
    return opening.ends_at is not None and now < opening.ends_at


def is_erased(concern: Concern) -> bool:
    """Whether there is no conversation any more that could be opened."""
    kept = Conversation.objects.filter(pairing=concern.pairing_id, data_key__isnull=False)
    return concern.pairing_id is None or not kept.exists()


def openings_of(concern: Concern) -> list[BreakGlass]:
    """Return the wishes to read because of the concern, newest first."""
    rows = concern.openings.select_related("asked_by", "decided_by")
    return list(rows.defer("reason").order_by("-asked_at", "pk"))


def told_openings(pairing: Pairing) -> list[ToldOpening]:
    """Return when the conversation lay open to a safeguarding lead, as both are told afterwards."""
    rows = BreakGlass.objects.filter(concern__pairing=pairing, told_at__isnull=False)
    return [
        ToldOpening(row.decided_at, row.ends_at, row.names_seen_at is not None)
        for row in rows.defer("reason").order_by("decided_at")
        if row.decided_at is not None and row.ends_at is not None
    ]


def _sees(person: User, opening: BreakGlass, leads: Collection[Lead]) -> bool:
    """Whoever reads the concern, and a lead from elsewhere who may decide or who decided."""
    if person.pk in reader_ids_of(opening.concern, leads):
        return True
    if opening.state != State.ASKED and opening.decided_by_id != person.pk:
        return False
    return person.pk in approver_ids_of(opening.concern, opening.asked_by_id, leads)
