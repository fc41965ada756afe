"""A local page goes through the same two steps, with reviewers of its force or of the nation."""

import pytest
from django.test import Client

from accounts.models import User
from cms.models import GuidancePage, Remit, ReviewRemit
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.cms.workflow.conftest import BODY, reviewer
from tests.cms.workflow.editing import decide, submit
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import RoleGrantFactory

pytestmark = pytest.mark.django_db

MATERIAL = {
    "title": "As it is now",
    "change_kind": "material",
    "change_note": "Ask first.",
    "change_for_everyone": "on",
}


@pytest.fixture
def page(ours: WritingForce) -> GuidancePage:
    """A local page that is live."""
    made = GuidancePageFactory(
        parent=ours.place.section, title="As it was", body=BODY, content_owner=ours.editor
    )
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def _local_reviewer(of: WritingForce, remit: Remit) -> User:
    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.APPROVER, scope=of.force)
    ReviewRemit.objects.create(person=person, remit=remit, force=of.force)
    return person


def test_reviewers_of_the_force_publish_its_page(
    page: GuidancePage, ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    specialist = _local_reviewer(ours, Remit.SPECIALIST)
    lawyer = _local_reviewer(ours, Remit.LEGAL)
    assert submit(at_desk, page, **MATERIAL).status_code == 302
    # The list calls a live page by the name that its readers know.
    assert "As it was" in sign_in(specialist).get("/cms/").content.decode()
    decide(sign_in(specialist), page)
    decide(sign_in(lawyer), page)
    page.refresh_from_db()
    assert (page.title, page.force) == ("As it is now", ours.force)


def test_reviewers_of_the_nation_do_where_the_force_has_none(
    page: GuidancePage, at_desk: Client, ours: WritingForce, sign_in: SignIn
) -> None:
    specialist, lawyer = reviewer(Remit.SPECIALIST), reviewer(Remit.LEGAL)
    submit(at_desk, page, **MATERIAL)
    decide(sign_in(specialist), page)
    decide(sign_in(lawyer), page)
    page.refresh_from_db()
    assert page.title == "As it is now"


def test_a_reviewer_of_another_force_neither_sees_nor_decides(
    page: GuidancePage, theirs: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    reviewer(Remit.SPECIALIST)
    reviewer(Remit.LEGAL)
    stranger = _local_reviewer(theirs, Remit.SPECIALIST)
    submit(at_desk, page, **MATERIAL)
    assert "As it was" not in sign_in(stranger).get("/cms/").content.decode()
    assert decide(sign_in(stranger), page).status_code == 404
    page.refresh_from_db()
    assert page.title == "As it was"
