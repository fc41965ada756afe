"""Reads for the page of the audit log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from audit.models import AuditEvent
from audit.querysets import AuditEventQuerySet
from organisation.models import Membership, Node, Role
from organisation.selectors import roles_of


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
    chain: str
    occurred_at: datetime
    actor: str
    actor_id: str
    action: str
    target: str
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
    names = _names({event.actor for event in listed} | {_person_in(e.target) for e in listed})
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
    people = User.objects.filter(public_id__in=person_ids - {""})
    return {str(person.public_id): str(person) for person in people}


def _person_in(target: str) -> str:
    kind, _, public_id = target.partition(":")
    return public_id if kind == User._meta.label_lower else ""


def _row(event: AuditEvent, names: dict[str, str]) -> LogRow:
    person = _person_in(event.target)
    return LogRow(
        number=event.number,
        chain=event.force.name if event.force else "",
        occurred_at=event.occurred_at,
        actor=names.get(event.actor, event.actor),
        actor_id=event.actor,
        action=event.action,
        target=names.get(person, event.target),
        details=[(name, str(value)) for name, value in sorted(event.details.items())],
    )
