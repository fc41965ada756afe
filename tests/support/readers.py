"""Everybody who may come to a page, by name, each in a browser of their own."""

from django.test import Client

from accounts.models import User
from organisation.models import RassoRole, Role
from tests.cms.conftest import holder_of
from tests.cms.forces.conftest import WritingForce
from tests.factories.accounts import UserFactory
from tests.factories.organisation import MembershipFactory, TeamFactory

# Stands in the title and the text of the page that is looked for, and nowhere else.
SECRET = "Quincunx"

EDITOR, APPROVER = "editor", "approver"
FORCE_EDITOR, OTHER_FORCE_EDITOR = "force editor", "force editor of another force"
OFFICER, OTHER_OFFICER, ANALYST = "officer", "officer of another force", "analyst"
CPS, ANONYMOUS, SUPERUSER = "CPS partner", "anonymous", "superuser"

NATIONAL = frozenset({EDITOR, APPROVER})
OF_FORCE = NATIONAL | {FORCE_EDITOR, OFFICER, ANALYST}
INSIDE = OF_FORCE | {OTHER_FORCE_EDITOR, OTHER_OFFICER}
EVERYBODY = INSIDE | {CPS, SUPERUSER, ANONYMOUS}


def browsers(ours: WritingForce, theirs: WritingForce) -> dict[str, Client]:
    """A browser for each, in which they have signed in. The analyst works in our force."""
    people: dict[str, User] = {
        EDITOR: holder_of(Role.EDITOR),
        APPROVER: holder_of(Role.APPROVER),
        FORCE_EDITOR: ours.editor,
        OTHER_FORCE_EDITOR: theirs.editor,
        OFFICER: ours.officer,
        OTHER_OFFICER: theirs.officer,
        ANALYST: _analyst_of(ours),
        CPS: holder_of(Role.CPS_PARTNER),
        SUPERUSER: UserFactory(superuser=True),
    }
    clients = {name: Client() for name in people}
    for name, person in people.items():
        clients[name].force_login(person)
    return clients | {ANONYMOUS: Client()}


def _analyst_of(force: WritingForce) -> User:
    person: User = UserFactory()
    team = TeamFactory(parent=force.force.get_children().get())
    MembershipFactory(person=person, node=team, rasso_role=RassoRole.ANALYST)
    return person


def shows(client: Client, address: str) -> bool:
    """Whether the answer tells of the page; a refusal must not name it either."""
    answer = client.get(address)
    told = SECRET.encode() in answer.content
    assert answer.status_code == 200 or not told, (address, answer.status_code)
    return told
