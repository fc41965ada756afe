"""An editor, two reviewers and a page that is live."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from cms.models import GuidancePage, Remit, ReviewRemit
from organisation.models import Role
from tests.cms.conftest import holder_of
from tests.factories.cms import GuidancePageFactory

BODY = [
    {
        "type": "warning",
        "id": "7b2f9d54-6d7e-4c4e-9c6e-0a4a2f1c9d11",
        "value": {"text": "Write down why."},
    }
]


def reviewer(*remits: Remit) -> User:
    """An approver for the nation who reviews as these."""
    person = holder_of(Role.APPROVER)
    for remit in remits:
        ReviewRemit.objects.create(person=person, remit=remit)
    return person


@pytest.fixture
def specialist(db: None) -> User:
    """Reviews what is said of the subject."""
    return reviewer(Remit.SPECIALIST)


@pytest.fixture
def lawyer(db: None) -> User:
    """Reviews as a lawyer."""
    return reviewer(Remit.LEGAL)


@dataclass(frozen=True)
class Team:
    """Those whom a page needs to be published."""

    editor: User
    specialist: User
    lawyer: User


@pytest.fixture
def team(editor: User, specialist: User, lawyer: User) -> Team:
    """One who writes, and the two who review."""
    return Team(editor, specialist, lawyer)


@pytest.fixture
def live_page(editor: User) -> GuidancePage:
    """A page that has been published, with everything that the checks ask for."""
    page = GuidancePageFactory(title="As it was", body=BODY, content_owner=editor)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
