"""Who can be asked to get in touch, and who may read that somebody asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from organisation.models import Membership, Node, Role, RoleGrant
from organisation.selectors import LINE_ROLES, line_managers_of, post_today, roles_of
from privacy.selectors import retention_items
from wellbeing.contact_content import SharedContent, opened
from wellbeing.contact_refs import contact_ref_of
from wellbeing.help_services import HelpDetails, HelpService
from wellbeing.models import ContactRequest, ForceHelp
from wellbeing.retention import CONTACT_SETTLED
from wellbeing.selectors.help import people_at

CONTACTS = {
    HelpService.OCCUPATIONAL_HEALTH: "occupational_health_contacts",
    HelpService.TRIM: "trim_contacts",
}


@dataclass(frozen=True)
class ServiceChoice:
    """One service as the person finds it at their force.

    receivers: who would read a request. left_out: who would, were the person not in their line.
    """

    service: HelpService
    details: HelpDetails | None
    receivers: tuple[User, ...]
    left_out: tuple[User, ...]
    is_asked: bool

    @property
    def name(self) -> str:
        """What people call the service."""
        return str(self.service.label)

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody is there to read it, and nothing waits with them already."""
        return bool(self.receivers) and not self.is_asked

    @property
    def left_out_names(self) -> str:
        """Those who are left out, as one reads them."""
        return ", ".join(one.get_full_name() for one in self.left_out)


@dataclass(frozen=True)
class OwnRequest:
    """A request as the person who sent it sees it; content is None once it is erased."""

    request: ContactRequest
    content: SharedContent | None
    receivers: tuple[User, ...]

    @property
    def tag_state(self) -> str:
        """The colour of the state."""
        return "in_progress" if self.request.state == ContactRequest.State.WAITING else "ended"


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as somebody sees it who was chosen to read it."""

    request: ContactRequest
    content: SharedContent


def service_choices(person: User, on: date) -> list[ServiceChoice]:
    """Return the three services at the person's force; none for somebody without a post."""
    post = post_today(person)
    if post is None:
        return []
    asking = _Asking(person, post, ForceHelp.objects.filter(force=post.force_id).first(), on)
    waiting = ContactRequest.objects.sent_by(contact_ref_of(person)).waiting()
    asked = set(waiting.values_list("service", flat=True))
    return [_choice(asking, service, is_asked=service in asked) for service in HelpService]


@dataclass(frozen=True)
class _Asking:
    """Who asks, where they work, and what their force says."""

    person: User
    post: Membership
    said: ForceHelp | None
    on: date


def _choice(asking: _Asking, service: HelpService, *, is_asked: bool) -> ServiceChoice:
    people = _answering(service, asking.post.force_id, asking.said, asking.on)
    above = _people_above(asking.person, asking.post.node, people, asking.on)
    own = asking.person.pk
    return ServiceChoice(
        service=service,
        details=asking.said.details(service) if asking.said else None,
        receivers=tuple(one for one in people if one.pk not in above and one.pk != own),
        left_out=tuple(one for one in people if one.pk in above),
        is_asked=is_asked,
    )


def _answering(service: HelpService, force_id: int, said: ForceHelp | None, on: date) -> list[User]:
    """Those who answer for the service today and still work in the force."""
    here = people_at(force_id, on).order_by("last_name", "first_name", "pk")
    if service is HelpService.PEER_SUPPORT:
        grants = RoleGrant.objects.active(on).filter(role=Role.PEER_COORDINATOR, scope=force_id)
        return list(here.filter(pk__in=grants.values("person")))
    if said is None:
        return []
    named = getattr(said, CONTACTS[service]).values("pk")
    return list(here.filter(pk__in=named))


def _people_above(person: User, node: Node, people: Iterable[User], on: date) -> set[int]:
    """The keys of those among people in whose line of management the person is.

    By the chain of line managers, or by the role of supervisor or manager over the person's place.
    """
    above = {manager.pk for manager in line_managers_of(person, on)}
    over_place = RoleGrant.objects.active(on).filter(
        role__in=LINE_ROLES,
        scope__in=Node.objects.above(node.path),
        person__in=[one.pk for one in people],
    )
    return above | set(over_place.values_list("person", flat=True))


def own_requests(person: User) -> list[OwnRequest]:
    """Return what the person asked for, newest first."""
    rows = ContactRequest.objects.sent_by(contact_ref_of(person)).select_related("force")
    contents = [(row, opened(row.content) if row.content else None) for row in rows]
    wanted = {one for _row, content in contents if content for one in content.receivers}
    people = {str(one.public_id): one for one in User.objects.filter(public_id__in=wanted)}
    return [OwnRequest(row, content, _named(content, people)) for row, content in contents]


def _named(content: SharedContent | None, people: dict[str, User]) -> tuple[User, ...]:
    if content is None:
        return ()
    found = [people[one] for one in content.receivers if one in people]
    return tuple(sorted(found, key=lambda one: (one.last_name, one.first_name, one.pk)))


def own_request(person: User, public_id: UUID) -> ContactRequest | None:
    """Return one request of the person; None for anybody else's and for none at all."""
    mine = ContactRequest.objects.sent_by(contact_ref_of(person))
    return mine.filter(pk=public_id).first()


def services_answered_by(user: User, on: date) -> list[tuple[int, HelpService]]:
    """Return for which force and service the person is asked to get in touch, if for any."""
    served = [
        (held.scope_id, HelpService.PEER_SUPPORT)
        for held in roles_of(user)
        if held.role == Role.PEER_COORDINATOR
    ]
    post = post_today(user)
    if post is None:
        return []
    said = ForceHelp.objects.filter(force=post.force_id)
    served += [
        (post.force_id, service)
        for service, link in CONTACTS.items()
        if said.filter(**{link: user}).exists()
    ]
    return [(force_id, service) for force_id, service in served if force_id == post.force_id]


def received_requests(user: User, on: date) -> list[ReceivedRequest]:
    """Return the requests that the person was chosen to read, oldest first; opens each."""
    wanted = Q(pk__in=())
    for force_id, service in services_answered_by(user, on):
        wanted |= Q(force=force_id, service=service)
    rows = ContactRequest.objects.filter(wanted, content__isnull=False)
    found = [ReceivedRequest(row, opened(row.content)) for row in rows.order_by("asked_on", "pk")]
    return [one for one in found if str(user.public_id) in one.content.receivers]


def received_request(user: User, public_id: UUID, on: date) -> ReceivedRequest | None:
    """Return one request that the person was chosen to read; None for any other."""
    found = (one for one in received_requests(user, on) if one.request.public_id == public_id)
    return next(found, None)


def days_kept_after(code: str = CONTACT_SETTLED) -> int:
    """Return for how many days a rule of this package keeps what is settled, as it is in force."""
    return next(item.keep_days for item in retention_items() if item.rule.code == code)
