"""The demo of one force: local pages, a panel, and offers in each state; once."""

import pytest

from cms.demo import seed
from cms.models import ForcePanel, GuidancePage, PracticeExamplePage, PracticeOffer
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    ForceFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
)

pytestmark = pytest.mark.django_db


def test_the_demo_shows_what_a_force_adds_and_a_second_run_adds_nothing(sign_in: SignIn) -> None:
    force = ForceFactory(name="Avon and Somerset Police", slug="avon-and-somerset")
    UserFactory(email="forceeditor@demo.example")
    national = UserFactory(email="editor@demo.example")
    RoleGrantFactory(person=national, role=Role.EDITOR, scope=nation())
    officer = person_in(TeamFactory(parent=UnitFactory(parent=force)))
    said: list[str] = []
    seed(said.append)
    counts = [model.objects.count() for model in (GuidancePage, ForcePanel, PracticeOffer)]
    seed(said.append)
    assert counts == [model.objects.count() for model in (GuidancePage, ForcePanel, PracticeOffer)]
    assert GuidancePage.objects.filter(force=force, live=True).count() == 2
    states = PracticeOffer.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["adopted", "declined", "offered"]
    assert PracticeExamplePage.objects.filter(tried_by=force, live=True).exists()
    html = sign_in(officer).get("/guidance/the-first-hour/").content.decode()
    assert "In Avon and Somerset Police:" in html
    assert "Ring the night supervisor first" in html
