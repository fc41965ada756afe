"""Reads for the page of the audit log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import AuditEvent
from audit.querysets import AuditEventQuerySet
from organisation.models import Membership, Node, Role
from organisation.selectors import roles_of

# The detail in which packages name whom an event is about, when that is not its target.
PERSON_DETAIL = "person"


@dataclass(frozen=True)
class LogFilter:
    """since is included, before is not; empty texts and None narrow nothing."""

    since: datetime
    before: datetime | None = None
    action: str = ""
    person_id: str = ""


@dataclass(frozen=True)
class LogRow:
    """One event in words; people are named while their account exists, else by random id."""

    number: int
    chain: str  # the force's name, or "National"
    occurred_at: datetime
    actor: str
    actor_id: str
    action: str
    target_kind: str
    target_name: str
    details: list[tuple[str, str]]


def log_of(user: User, narrowing: LogFilter) -> AuditEventQuerySet:
    """Return the events that the person answers for, newest first."""
    events: AuditEventQuerySet = AuditEvent.objects.visible_to(user)
    events = events.filter(occurred_at__gte=narrowing.since)
    if narrowing.before:
        events = events.filter(occurred_at__lt=narrowing.before)
    if narrowing.action:
        events = events.filter(action__startswith=narrowing.action)
    if narrowing.person_id:
        events = events.about(narrowing.person_id)
    return events.select_related("force").order_by("-occurred_at", "-number")


def log_rows(events: Iterable[AuditEvent]) -> list[LogRow]:
    """Return the events in words, with one query for all the names."""
    listed = list(events)
    names = _names({person_id for event in listed for person_id in _people_in(event)})
    return [_row(event, names) for event in listed]


def people_overseen_by(user: User) -> QuerySet[User]:
    """Everyone who works or worked where the person is data protection officer."""
    inside = Q(pk__in=())
    for held in roles_of(user):
        if held.role == Role.DPO:
            inside |= Q(node__path__startswith=held.scope_path)
    return User.objects.filter(pk__in=Membership.objects.filter(inside).values("person"))


def chains_overseen_by(user: User) -> list[int | None]:
    """Return the chains in which the person's reading is to be recorded."""
    scopes = [held.scope_id for held in roles_of(user) if held.role == Role.DPO]
    places = Node.objects.filter(pk__in=scopes).order_by("path")
    return [None if place.is_root() else place.pk for place in places]


def _names(person_ids: set[str]) -> dict[str, str]:
    people = User.objects.filter(public_id__in=filter(_is_id, person_ids))
    return {str(person.public_id): str(person) for person in people}


def _is_id(text: str) -> bool:
    """Whether the text can be a public id: a detail called person may hold anything."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _people_in(event: AuditEvent) -> Iterator[str]:
    """The ids by which an event names people: who acted, whose account it was, who it was about."""
    yield event.actor
    kind, _separator, public_id = event.target.partition(":")
    if kind == User._meta.label_lower:
        yield public_id
    yield str(event.details.get(PERSON_DETAIL) or "")


def _row(event: AuditEvent, names: dict[str, str]) -> LogRow:
    kind, _separator, public_id = event.target.partition(":")
    details = {name: str(value) for name, value in sorted(event.details.items())}
    if about := details.get(PERSON_DETAIL):
        details[PERSON_DETAIL] = names.get(about, about)
    return LogRow(
        number=event.number,
        chain=event.force.name if event.force else _("National"),
        occurred_at=event.occurred_at,
        actor=names.get(event.actor, event.actor),
        actor_id=event.actor,
        action=event.action,
        target_kind=kind,
        target_name=names.get(public_id, public_id),
        details=list(details.items()),
    )
