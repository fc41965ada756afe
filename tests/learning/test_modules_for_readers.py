"""As with any page, readers say if a module was useful, save it, print it and look back on it."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import Feedback, Marking, PageUsefulness, Pillar
from learning.models import ModulePage
from organisation.models import Role
from tests.factories.learning import complete, make_module, read_sections, republish
from tests.factories.organisation import TeamFactory, nation, person_in

pytestmark = pytest.mark.django_db

QUESTION = "Was this module useful?"


def overview(client: Client, module: ModulePage, query: str = "") -> str:
    answer = client.get(f"{module.get_absolute_url()}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def say(client: Client, module: ModulePage, answer: str = "yes") -> str:
    told = client.post(f"/page/{module.translation_key}/useful/", {"useful": answer})
    assert told.status_code == 302
    return str(told["Location"])


def counts() -> list[tuple[int, int]]:
    return list(PageUsefulness.objects.values_list("useful", "not_useful"))


def test_whoever_has_begun_is_asked_on_the_overview_and_thanked_there(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    assert QUESTION not in overview(signed_in, module)
    read_sections(officer, module, 1)
    assert QUESTION in overview(signed_in, module)
    assert QUESTION not in overview(signed_in, module, "?print")
    back = say(signed_in, module, "no")
    assert back == f"{module.get_absolute_url()}?useful=thanks#useful"
    html = signed_in.get(back).content.decode()
    assert "Thank you for your answer" in html
    assert QUESTION not in html
    assert counts() == [(0, 1)]


def test_whoever_completed_it_elsewhere_is_asked_too(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    complete(officer, module, timezone.localdate())
    assert QUESTION in overview(signed_in, module)


def test_one_session_counts_once_and_nothing_is_kept_of_who_it_was(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    read_sections(officer, module)
    for _time in range(2):
        say(signed_in, module)
    assert counts() == [(1, 0)]
    assert {field.name for field in PageUsefulness._meta.get_fields()} == {
        *("id", "page", "month", "useful", "not_useful"),
    }


def test_nothing_is_noted_for_a_module_on_wellbeing(signed_in: Client, officer: User) -> None:
    module = make_module("Sleeping after a hard week", pillars=[Pillar.PEOPLE])
    read_sections(officer, module)
    say(signed_in, module)
    assert str(module.translation_key) not in str(dict(signed_in.session))
    assert counts() == [(1, 0)]


@pytest.mark.parametrize("role", [None, Role.CPS_PARTNER])
def test_a_module_that_is_not_for_one_is_not_there(client: Client, role: Role | None) -> None:
    module = make_module(
        "Closed", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["sio"], shared_with_cps=False
    )
    person = person_in(TeamFactory(), role, scope=nation()) if role else person_in(TeamFactory())
    client.force_login(person)
    missing = client.post("/page/00000000-0000-4000-8000-000000000000/useful/", {"useful": "yes"})
    answer = client.post(f"/page/{module.translation_key}/useful/", {"useful": "yes"})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert counts() == []


def test_what_is_said_of_a_module_belongs_to_its_page(
    signed_in: Client, module: ModulePage
) -> None:
    said = {"doing": "Learning", "problem": "A link led nowhere", "page": module.get_absolute_url()}
    assert signed_in.post("/feedback/", said)["Location"] == "/feedback/sent/"
    kept = Feedback.objects.get()
    assert kept.page is not None
    assert kept.page.pk == module.pk


def test_a_module_is_printed_saved_and_looked_back_on(
    signed_in: Client, module: ModulePage
) -> None:
    module.change_note = "A new first section."
    republish(module)
    html = overview(signed_in, module)
    history = f"/page/{module.translation_key}/history/"
    for offered in (history, f"{module.get_absolute_url()}?print", "Save this page"):
        assert offered in html
    assert "A new first section." in signed_in.get(history).content.decode()
    assert "This is the page as it prints" in overview(signed_in, module, "?print")
    signed_in.post(f"/page/{module.translation_key}/bookmark/", {"act": "save"})
    assert module.title in signed_in.get("/my/bookmarks/").content.decode()
