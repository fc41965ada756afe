"""The nation's editors keep the nation's entries, those of a force the entries of that force."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from cms.models import SupportService
from organisation.models import Node, Role
from tests.cms.conftest import SignIn, holder_of
from tests.factories.organisation import ForceFactory
from tests.factories.support_services import SupportServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_directory")]

LIST = "/cms/snippets/cms/supportservice/"


# Whatever a form can hold.
def form(owner: User, force: Node | None = None, **fields: Any) -> dict[str, object]:
    given: dict[str, object] = {
        "force": "" if force is None else str(force.pk),
        "name": "Invented centre",
        "what_for": "Help after an assault",
        "kind": "sarc",
        "audience": "victim",
        "phone": "01632 960 001",
        "text_number": "",
        "how_to_reach": "",
        "url": "https://service.example/",
        "hours": "",
        "languages": ["en"],
        "areas": [],
        "owner": str(owner.pk),
        "is_verified": "on",
        "checked_on": "2026-01-02",
        "expires_on": "2099-01-02",
        "ended_on": "",
    }
    return given | fields


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_the_nations_editors_add_an_entry_for_some_areas(role: Role, sign_in: SignIn) -> None:
    person = holder_of(role)
    areas = [ForceFactory(), ForceFactory()]
    answer = sign_in(person).post(
        f"{LIST}add/", form(person, name="A <b>centre</b>", areas=[str(area.pk) for area in areas])
    )
    assert answer.status_code == 302
    made = SupportService.objects.get()
    assert (made.name, made.force, made.owner) == ("A centre", None, person)
    assert set(made.areas.all()) == set(areas)
    event = AuditEvent.objects.get(action="cms.support_service_changed")
    assert event.target == f"cms.supportservice:{made.public_id}"


def test_a_forces_editor_adds_an_entry_for_their_own_area(
    force_editor: User, force: Node, sign_in: SignIn
) -> None:
    elsewhere = ForceFactory()
    fields = form(force_editor, force, areas=[str(elsewhere.pk)])
    assert sign_in(force_editor).post(f"{LIST}add/", fields).status_code == 302
    made = SupportService.objects.get()
    assert made.force == force
    assert list(made.areas.all()) == [force]


def test_a_forces_editor_adds_nothing_for_the_nation_or_for_another(
    force_editor: User, sign_in: SignIn
) -> None:
    client = sign_in(force_editor)
    for force in (None, ForceFactory()):
        assert client.post(f"{LIST}add/", form(force_editor, force)).status_code == 200
    assert not SupportService.objects.exists()


@pytest.mark.parametrize(
    ("part", "method"),
    [("edit", "get"), ("edit", "post"), ("history", "get"), ("usage", "get"), ("delete", "get")],
)
def test_to_a_forces_editor_an_entry_of_others_looks_like_none(
    force_editor: User, sign_in: SignIn, part: str, method: str
) -> None:
    client = sign_in(force_editor)
    for foreign in (SupportServiceFactory(), SupportServiceFactory(force=ForceFactory())):
        before = SupportService.objects.filter(pk=foreign.pk).values().get()
        answers = [
            getattr(client, method)(f"{LIST}{part}/{key}/", form(force_editor))
            for key in (foreign.pk, 999_999)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
        assert SupportService.objects.filter(pk=foreign.pk).values().get() == before


def test_the_nations_editor_does_not_change_a_forces_entry(editor: User, sign_in: SignIn) -> None:
    local = SupportServiceFactory(force=ForceFactory(), name="As it was")
    client = sign_in(editor)
    assert client.post(f"{LIST}edit/{local.pk}/", form(editor)).status_code == 404
    assert SupportService.objects.get().name == "As it was"
    assert "As it was" not in client.get(LIST).content.decode()


def test_nobody_deletes_an_entry_not_even_its_owner(editor: User, sign_in: SignIn) -> None:
    service = SupportServiceFactory(owner=editor)
    client = sign_in(editor)
    for method in ("get", "post"):
        answer = getattr(client, method)(f"{LIST}delete/{service.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, "/cms/")
    assert SupportService.objects.exists()


def test_an_entry_is_ended_instead_and_its_history_stays(
    editor: User, sign_in: SignIn, client: Client
) -> None:
    service = SupportServiceFactory(name="Closed centre", owner=editor)
    signed = sign_in(editor)
    today = timezone.localdate().isoformat()
    answer = signed.post(
        f"{LIST}edit/{service.pk}/", form(editor, name="Closed centre", ended_on=today)
    )
    assert answer.status_code == 302
    assert "Closed centre" not in client.get("/support/").content.decode()
    assert "Closed centre" in signed.get(LIST).content.decode()
    assert signed.get(f"{LIST}history/{service.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"phone": "call us"}, "Enter a telephone number"),
        ({"url": "http://service.example/"}, "begins with https://"),
        ({"checked_on": "2098-01-01"}, "This day has not come yet."),
        ({"expires_on": "2026-01-02"}, "Choose a day after the one of the last check."),
        ({"checked_on": ""}, "Say on which day the details were checked."),
        ({"phone": "", "url": ""}, "Give a number, a website, or say how to reach it."),
    ],
)
def test_a_slip_is_said_and_nothing_typed_is_lost(
    editor: User, sign_in: SignIn, fields: dict[str, Any], words: str
) -> None:
    answer = sign_in(editor).post(f"{LIST}add/", form(editor, **fields))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert words in html
    assert "Help after an assault" in html
    assert not SupportService.objects.exists()


def test_an_owner_is_somebody_who_may_change_the_entry(
    editor: User, officer: User, force_editor: User, sign_in: SignIn
) -> None:
    client = sign_in(editor)
    for stranger in (officer, force_editor):
        assert client.post(f"{LIST}add/", form(stranger)).status_code == 200
    assert not SupportService.objects.exists()


def test_an_officer_and_a_superuser_keep_no_entry(
    officer: User, superuser: User, sign_in: SignIn
) -> None:
    assert sign_in(officer).get(LIST).status_code == 403
    answer = sign_in(superuser).post(f"{LIST}add/", form(superuser))
    assert (answer.status_code, answer["Location"]) == (302, "/cms/")
    assert not SupportService.objects.exists()


def test_whoever_is_late_is_told_above_the_list(editor: User, sign_in: SignIn) -> None:
    client = sign_in(editor)
    service = SupportServiceFactory(owner=editor)
    words = "support services that should have been checked by now"
    assert words not in client.get(LIST).content.decode()
    service.expires_on = timezone.localdate() - timedelta(days=1)
    service.save()
    html = client.get(LIST).content.decode()
    assert words in html
    assert "Check now" in html
