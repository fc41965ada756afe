"""Readers narrow the practice examples by phase, force, pillar and evidence."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.models import EvidenceRating, PracticeExamplePage
from cms.services.practice import adopt_practice, ensure_practice_section
from organisation.models import ForceProfile, SoteriaPhase
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce, make_force
from tests.factories.forces import adoption, offer_example

pytestmark = pytest.mark.django_db

LIST = "/guidance/practice/"
ALL = {"First words", "Middle words", "Later words"}


def _adopt(of: WritingForce, by: User, rating: EvidenceRating, **said: object) -> None:
    offer = offer_example(of.force, of.editor, **said)
    adopt_practice(offer=offer, person=by, adoption=adoption(by, rating), now=timezone.now())


@pytest.fixture
def examples(ours: WritingForce, theirs: WritingForce, editor: User) -> None:
    """One of a first force, one of a force of the expansion, one of a later one."""
    middle = make_force("Middle Police")
    phases = ((ours, SoteriaPhase.PATHFINDER), (middle, SoteriaPhase.EXPANSION))
    for each, phase in phases:
        ForceProfile.objects.filter(node=each.force).update(soteria_phase=phase)
    _adopt(ours, editor, EvidenceRating.STRONG, title="First words", pillars=("victim",))
    _adopt(middle, editor, EvidenceRating.MODERATE, title="Middle words", pillars=("people",))
    _adopt(theirs, editor, EvidenceRating.EMERGING, title="Later words", pillars=("data",))


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("", ALL),
        ("phase=pathfinder", {"First words"}),
        ("phase=expansion", {"Middle words"}),
        ("phase=national", {"Later words"}),
        ("phase=expansion&pillar=data", set()),
        ("phase=nonsense", ALL),
        ("pillar=data", {"Later words"}),
        ("evidence=strong", {"First words"}),
        ("evidence=emerging&pillar=victim", set()),
        ("evidence=nonsense", ALL),
    ],
)
def test_the_list_is_narrowed(
    asked: str, seen: set[str], ours: WritingForce, sign_in: SignIn
) -> None:
    html = sign_in(ours.officer).get(f"{LIST}?{asked}").content.decode()
    assert {title for title in ALL if title in html} == seen
    assert ("No example fits" in html) is not bool(seen)


@pytest.mark.usefixtures("examples")
def test_the_list_is_narrowed_to_one_force(ours: WritingForce, sign_in: SignIn) -> None:
    html = sign_in(ours.officer).get(f"{LIST}?force={ours.force.slug}").content.decode()
    assert "First words" in html
    assert "Later words" not in html


@pytest.mark.usefixtures("examples")
def test_an_example_that_one_may_not_read_is_in_no_list_and_no_filter(
    theirs: WritingForce, cps_partner: User, client: Client, sign_in: SignIn
) -> None:
    PracticeExamplePage.objects.update(shared_with_cps=False)
    ensure_practice_section()
    for browser in (client, sign_in(cps_partner)):
        assert b"First words" not in browser.get(LIST, follow=True).content
    PracticeExamplePage.objects.filter(title="First words").update(live=False)
    html = sign_in(theirs.officer).get(LIST).content.decode()
    assert "Our Police" not in html


def test_an_empty_list_says_what_will_come(officer: User, sign_in: SignIn) -> None:
    ensure_practice_section()
    assert "No example yet" in sign_in(officer).get(LIST).content.decode()


@pytest.mark.usefixtures("examples")
def test_the_list_costs_no_more_queries_with_more_examples(
    ours: WritingForce, editor: User, sign_in: SignIn
) -> None:
    client = sign_in(ours.officer)
    client.get(LIST)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
        for more in range(3):
            _adopt(ours, editor, EvidenceRating.STRONG, title=f"More {number} {more}")
    assert counts[0] == counts[1]
