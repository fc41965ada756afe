"""That a named person asked for support, was paired and wrote: nobody else can tell by anything."""

import re
from dataclasses import dataclass

import pytest
import time_machine
from django.test import Client, override_settings

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import Membership, NodeKind, RassoRole, Role
from peer_support.models import Supporter
from peer_support.refs import bar_ref_of, concern_ref_of, requester_ref_of
from tests.factories.accounts import UserFactory
from tests.factories.organisation import MembershipFactory, TeamFactory, place_above
from tests.factories.peer_support import NOW, TODAY, make_supporter
from tests.peer_support.keeping.visit import SECRET, Visit, whole_visit
from tests.policies.visiting import Visits, addresses_for, enter_the_cms, everything_seen
from tests.policies.world import NOBODYS, OFFICER, SUPERUSER, World, build_world
from tests.support.answers import same_words
from tests.support.looking import Seen
from tests.support.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.start_first]

STANDARDS, HUMAN_RESOURCES, TEAM_MATE = "standards", "human_resources", "team mate"
WATCHERS = (
    *(Role.SUPERVISOR, Role.MANAGER, Role.FORCE_ADMIN, Role.DPO, Role.EDITOR, Role.NATIONAL),
    *(Role.PEER_COORDINATOR, Role.SAFEGUARDING_LEAD, Role.WELLBEING_LEAD),
    *(SUPERUSER, STANDARDS, HUMAN_RESOURCES, TEAM_MATE),
)
# They have no pages about other people; what they ask of an address is asked in the second test.
SEE_NOTHING_MORE = {Role.SAFEGUARDING_LEAD, Role.WELLBEING_LEAD, TEAM_MATE}
# A coordinator sees load and counts; the log says what supporters did. Neither names who asked.
MAY_CHANGE = {
    (Role.PEER_COORDINATOR, "peer_support:coordination"),
    (Role.PEER_COORDINATOR, "peer_support:coordination_forecast"),
    (Role.PEER_COORDINATOR, "peer_support:supporters"),
    (Role.DPO, "audit:log"),
    (Role.DPO, "audit:export"),
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEARCHES = (
    "/search/?q={name}",
    "/organisation/people/?q={name}",
    "/cms/users/?q={name}",
    "/cms/pages/search/?q={name}",
    "/cms/choose-page/",
    "/cms/images/chooser/",
    "/cms/documents/chooser/",
    "/cms/snippets/peer_support/forcepeersupport/",
    "/health/live",
    "/health/ready",
)


@dataclass
class Scene:
    """The world with the one who asks, the one who listens, and everybody's browser."""

    world: World
    asker: User
    supporter: Supporter
    clients: dict[str, Client]


@pytest.fixture
def scene() -> Scene:
    """An officer with a line of two, and a supporter of another team of the same force."""
    world = build_world()
    asker = world.people[OFFICER]
    User.objects.filter(pk=asker.pk).update(first_name="Rosalind", last_name="Quillfeather")
    asker.refresh_from_db()
    supervisor, manager = (world.people[role.value] for role in (Role.SUPERVISOR, Role.MANAGER))
    Membership.objects.filter(person=asker).update(line_manager=supervisor)
    Membership.objects.filter(person=supervisor).update(line_manager=manager)
    for name, rasso_role in (
        (STANDARDS, RassoRole.PROFESSIONAL_STANDARDS),
        (HUMAN_RESOURCES, RassoRole.HUMAN_RESOURCES),
        (TEAM_MATE, RassoRole.INVESTIGATOR),
    ):
        world.people[name] = UserFactory()
        MembershipFactory(person=world.people[name], node=world.home.team, rasso_role=rasso_role)
    unit = place_above(world.home.team, NodeKind.UNIT)
    supporter = make_supporter(team=TeamFactory(parent=unit))
    with time_machine.travel(NOW, tick=False):
        clients = {str(role): signed_in(world.people[str(role)]) for role in WATCHERS}
    return Scene(world, asker, supporter, clients)


def visits_of(scene: Scene) -> Visits:
    """Everything that each watcher can open, with searches for the one who asks."""
    visits: Visits = {}
    for role, client in scene.clients.items():
        if role in SEE_NOTHING_MORE:
            continue
        known = role if role in {str(one) for one in (*Role, SUPERUSER)} else OFFICER
        found = dict(addresses_for(scene.world, known, scene.world.people[role]))
        searches = [one.format(name=scene.asker.last_name) for one in SEARCHES]
        visits[role] = (client, [*found.items(), *((one, one) for one in searches)])
    return visits


def be_there(scene: Scene) -> Visit:
    """Let the visit happen."""
    asker, listener = signed_in(scene.asker), signed_in(scene.supporter.person)
    return whole_visit(asker, listener, scene.supporter, TODAY)


def names_of(person: User) -> list[str]:
    """All by which a page could name somebody."""
    refs = [requester_ref_of(person), bar_ref_of(person), concern_ref_of(person)]
    return [person.last_name, person.email, str(person.public_id), *refs]


def test_every_page_of_everybody_else_is_the_same_as_before_the_visit(scene: Scene) -> None:
    with (
        time_machine.travel(NOW, tick=False),
        override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600),
    ):
        asker, listener = signed_in(scene.asker), signed_in(scene.supporter.person)
        visits = visits_of(scene)
        enter_the_cms(visits)
        # What a process remembers from its first look is not what is asked about here.
        everything_seen(visits)
        before = everything_seen(visits)
        whole_visit(asker, listener, scene.supporter, TODAY)
        after = everything_seen(visits)
    different = {key for key, seen in before.items() if after[key] != seen}
    assert {(role, name) for role, name in different} <= {
        (str(role), name) for role, name in MAY_CHANGE
    }
    for key in different:
        assert_not_named(scene.asker, before[key], after[key])


def assert_not_named(person: User, before: Seen, after: Seen) -> None:
    for name in names_of(person):
        assert after.body.count(name) == before.body.count(name), name
    assert SECRET not in after.body


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_that_was_met_looks_to_others_like_one_of_nothing(
    scene: Scene, method: str
) -> None:
    with time_machine.travel(NOW, tick=False):
        visit = be_there(scene)
        named = sorted({path for path in visit.met if UUID.search(path)})
        assert len(named) >= 14
        wrong = []
        for role, client in scene.clients.items():
            for path in named:
                found = getattr(client, method)(path)
                missing = getattr(client, method)(UUID.sub(str(NOBODYS), path))
                if (found.status_code, same_words(found)) != (
                    missing.status_code,
                    same_words(missing),
                ):
                    wrong.append(f"{path} as {role}: {found.status_code}/{missing.status_code}")
    assert not wrong, "\n".join(wrong)


def test_the_log_holds_the_supporters_look_and_nothing_of_who_asked(scene: Scene) -> None:
    with time_machine.travel(NOW, tick=False):
        asker, listener = signed_in(scene.asker), signed_in(scene.supporter.person)
        earlier = set(AuditEvent.objects.values_list("pk", flat=True))
        whole_visit(asker, listener, scene.supporter, TODAY)
    written = AuditEvent.objects.exclude(pk__in=earlier)
    assert [event.action for event in written] == ["peer_support.name_seen"]
    (event,) = written
    assert event.actor == str(scene.supporter.person.public_id)
    for name in (*names_of(scene.asker), str(scene.asker.pk)):
        assert name not in {event.target, *map(str, event.details.values())}


def test_both_sides_are_told_in_the_same_words_and_nobody_else_is_told(scene: Scene) -> None:
    with time_machine.travel(NOW, tick=False):
        be_there(scene)
    told = Notification.objects.all()
    assert {row.recipient_id for row in told} == {scene.asker.pk, scene.supporter.person.pk}
    assert len({(row.kind, row.url, str(row.params)) for row in told}) == 1
    ids = UUID.findall(" ".join(row.subject_key for row in told))
    assert ids == []
