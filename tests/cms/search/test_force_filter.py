"""The filter by force names and counts what the reader may read, and nothing of another force."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage
from cms.search.filters import Facet
from organisation.models import RassoRole, Role
from tests.cms.conftest import SignIn, holder_of, person_with
from tests.cms.forces.conftest import WritingForce, make_force
from tests.factories.cms import GuidancePageFactory, ToolPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> WritingForce:
    """The force of the reader."""
    return make_force("Our Police")


@pytest.fixture
def theirs() -> WritingForce:
    """Another force."""
    return make_force("Their Police")


@pytest.fixture(autouse=True)
def pages(ours: WritingForce, theirs: WritingForce) -> None:
    """A page of the nation, two of our force and one of the other."""
    GuidancePageFactory(title="Lantern of all", pillars=["victim"])
    GuidancePageFactory(title="Lantern of ours", parent=ours.place.section)
    GuidancePageFactory(title="Lantern of ours too", parent=ours.place.section)
    ToolPageFactory(
        title="Lantern of theirs",
        parent=theirs.place.section,
        pillars=["data"],
        stages=[15],
        audience_roles=[RassoRole.ANALYST],
    )


# The test client's answers have a context, of which the types know nothing.
def _ask(answer: Any) -> tuple[set[str], dict[str, dict[str, str]]]:
    """The titles that were found, and the choices of each filter by their values."""
    context = answer.context
    titles = {result.page.title for result in context.get("results", ())}
    form = context["filter_form"]
    choices = {name: form.fields[name].choices for name in form.fields if name != "q"}
    return titles, {name: dict(each) for name, each in choices.items()}


NATION, OURS = {"Lantern of all"}, {"Lantern of ours", "Lantern of ours too"}


@pytest.mark.parametrize(
    ("forces", "found"),
    [
        ([], NATION | OURS),
        (["national"], NATION),
        (["ours"], OURS),
        (["national", "ours"], NATION | OURS),
        (["theirs"], NATION | OURS),
        (["nonsense"], NATION | OURS),
        (["ours", "theirs"], OURS),
    ],
)
def test_each_force_filter_leaves_the_pages_of_that_force(
    ours: WritingForce, theirs: WritingForce, sign_in: SignIn, forces: list[str], found: set[str]
) -> None:
    slugs = {"ours": ours.force.slug, "theirs": theirs.force.slug}
    asked = {"q": "lantern", "force": [slugs.get(force, force) for force in forces]}
    titles, choices = _ask(sign_in(ours.officer).get("/search/", asked))
    assert titles == found
    assert choices["force"] == {"national": "National (1)", ours.force.slug: "Our Police (2)"}


def test_a_page_of_another_force_is_neither_found_nor_counted(
    ours: WritingForce, sign_in: SignIn
) -> None:
    client = sign_in(ours.officer)
    for asked in ({"q": "lantern"}, {"q": "lantern of theirs"}, {"q": "", "force": "national"}):
        answer = client.get("/search/", asked)
        titles, choices = _ask(answer)
        assert "Lantern of theirs" not in titles
        assert "data" not in choices["pillar"]
        assert not {"stage", "role"} & set(choices)
        assert "toolpage" not in choices["type"]
        assert "Their Police" not in answer.content.decode()
    browse = client.get("/search/").content.decode()
    assert "pillar=victim" in browse
    assert "pillar=data" not in browse
    assert "stage=15" not in browse


def test_each_reader_is_offered_the_forces_whose_pages_they_may_read(
    ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="Lantern for prosecutors", shared_with_cps=True)
    national = {"national": "National (2)"}
    of_ours = {ours.force.slug: "Our Police (2)"}
    of_theirs = {theirs.force.slug: "Their Police (1)"}
    offered: list[tuple[User, dict[str, str]]] = [
        (ours.officer, national | of_ours),
        (ours.editor, national | of_ours),
        (theirs.officer, national | of_theirs),
        (person_with(), national),
        (holder_of(Role.EDITOR), national | of_ours | of_theirs),
        (holder_of(Role.CPS_PARTNER), {"national": "National (1)"}),
    ]
    for person, forces in offered:
        _titles, choices = _ask(sign_in(person).get("/search/", {"q": "lantern"}))
        assert choices["force"] == forces


HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"live": False},
    "sensitive": {"sensitive": True},
    "expired": {"live": False, "expired": True},
    "scheduled": {"live": False, "go_live_at": timezone.now() + timedelta(days=1)},
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_page_that_may_not_be_read_changes_no_number(
    ours: WritingForce, sign_in: SignIn, kind: str
) -> None:
    client = sign_in(ours.officer)
    asked = [{"q": "lantern"}, {"q": "", "force": "national"}]
    before = [_ask(client.get("/search/", each)) for each in asked]
    browse = client.get("/search/").context["browse"]
    facts: dict[str, Any] = {"title": "Lantern in hiding", "pillars": ["victim"], "stages": [3]}
    hidden = ToolPageFactory(**(facts | HIDDEN[kind]))
    assert BasePage.objects.filter(pk=hidden.pk).exists()
    assert [_ask(client.get("/search/", each)) for each in asked] == before
    assert client.get("/search/").context["browse"] == browse
    without = client.get("/search/", {"q": "lantern", "stage": "3"}).context["dropped"]
    assert [(way["label"], way["count"]) for way in without] == [("Stage of the journey", 3)]


def test_filters_that_are_on_are_named_with_the_way_off(
    ours: WritingForce, sign_in: SignIn
) -> None:
    asked = {"q": "lantern", "force": ["national", ours.force.slug], "pillar": "victim"}
    client = sign_in(ours.officer)
    chosen = client.get("/search/", asked).context["chosen"]
    assert [(each["label"], each["name"]) for each in chosen] == [
        ("Pillar", "Engaging victims through procedural justice"),
        ("Force", "National"),
        ("Force", "Our Police"),
    ]
    without = [client.get(f"/search/{each['href']}").context["chosen"] for each in chosen]
    assert [[other["name"] for other in rest] for rest in without] == [
        [other["name"] for other in chosen if other is not each] for each in chosen
    ]


def test_every_filter_is_one_that_the_form_offers(ours: WritingForce, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Lantern", stages=[1], audience_roles=[RassoRole.INVESTIGATOR])
    _titles, choices = _ask(sign_in(ours.officer).get("/search/", {"q": "lantern"}))
    assert list(choices) == [facet.value for facet in Facet]
