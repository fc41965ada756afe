"""Editors of a force say how its help is reached: of their force, and nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from organisation.models import Node, NodeKind, Role
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    RoleGrantFactory,
    TeamFactory,
    nation,
    person_in,
    place_above,
)
from tests.factories.wellbeing import ForceHelpFactory
from tests.support.signing_in import long_signed_in
from wellbeing.models import ForceHelp

LIST = "/cms/snippets/wellbeing/forcehelp/"


@pytest.fixture
def team(db: None) -> Node:
    return TeamFactory()


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def editor(team: Node) -> User:
    return person_in(team, Role.EDITOR)


def form(force: Node, owner: User, **fields: str) -> dict[str, str]:
    empty = {f.name: "" for f in ForceHelp._meta.fields if f.name.endswith(("_phone", "_email"))}
    given = {
        "force": str(force.pk),
        "owner": str(owner.pk),
        "peer_support_reach": "Trained colleagues",
        "occupational_health_people": "",
        "trim_people": "",
        "checked_on": "2026-01-02",
        "review_on": "2099-01-02",
    }
    return empty | given | fields


def test_an_editor_fills_in_the_help_of_their_force(editor: User, force: Node, team: Node) -> None:
    nurse = person_in(team)
    fields = {"occupational_health_people": f"\n {nurse.email.upper()} \n"}
    answer = long_signed_in(editor).post(f"{LIST}add/", form(force, editor, **fields))
    assert answer.status_code == 302
    said = ForceHelp.objects.get()
    assert (said.force, said.owner, said.peer_support_reach) == (
        force,
        editor,
        "Trained colleagues",
    )
    assert list(said.occupational_health_contacts.all()) == [nurse]
    event = AuditEvent.objects.get(action="wellbeing.force_help_changed")
    assert event.target == f"wellbeing.forcehelp:{said.public_id}"
    assert nurse.email not in str(event.details)


def test_an_approver_changes_it_and_markup_goes(team: Node, force: Node) -> None:
    approver = person_in(team, Role.APPROVER)
    said = ForceHelpFactory(force=force)
    fields = {"trim_reach": "Ask <b>Room 4</b><script>x</script>"}
    answer = long_signed_in(approver).post(
        f"{LIST}edit/{said.pk}/", form(force, approver, **fields)
    )
    assert answer.status_code == 302
    said.refresh_from_db()
    assert said.trim_reach == "Ask Room 4x"


@pytest.mark.parametrize(
    ("part", "status"), [("edit", 404), ("history", 404), ("usage", 404), ("delete", 302)]
)
def test_a_force_that_is_not_theirs_looks_like_none(editor: User, part: str, status: int) -> None:
    foreign = ForceHelpFactory()
    client = long_signed_in(editor)
    found, missing = (client.get(f"{LIST}{part}/{key}/") for key in (foreign.pk, 999_999))
    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.content == missing.content


def test_a_force_that_is_not_theirs_cannot_be_changed(editor: User) -> None:
    foreign = ForceHelpFactory(trim_reach="As it was")
    client = long_signed_in(editor)
    client.post(f"{LIST}edit/{foreign.pk}/", form(foreign.force, editor, trim_reach="Changed"))
    foreign.refresh_from_db()
    assert foreign.trim_reach == "As it was"


def test_nobody_fills_in_a_force_that_is_not_theirs(editor: User) -> None:
    foreign = place_above(TeamFactory(), NodeKind.FORCE)
    answer = long_signed_in(editor).post(f"{LIST}add/", form(foreign, editor))
    assert answer.status_code == 200
    assert not ForceHelp.objects.exists()


def test_the_list_holds_their_own_force_only(editor: User, force: Node) -> None:
    ForceHelpFactory(force=force)
    foreign = ForceHelpFactory()
    html = long_signed_in(editor).get(LIST).content.decode()
    assert force.name in html
    assert foreign.force.name not in html


@pytest.mark.parametrize("role", [role for role in Role if role not in {"editor", "approver"}])
def test_no_other_role_of_the_force_gets_near_it(team: Node, force: Node, role: Role) -> None:
    said = ForceHelpFactory(force=force, trim_reach="As it was")
    client = long_signed_in(person_in(team, role))
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}edit/{said.pk}/", {"trim_reach": "x"}).status_code == 403


def test_neither_national_editors_nor_a_superuser_change_the_words_of_a_force(
    force: Node, db: None
) -> None:
    said = ForceHelpFactory(force=force, trim_reach="As it was")
    national = UserFactory()
    RoleGrantFactory(person=national, role=Role.EDITOR, scope=nation())
    for person in (national, UserFactory(superuser=True)):
        client = long_signed_in(person)
        client.post(f"{LIST}edit/{said.pk}/", form(force, person, trim_reach="Changed"))
        client.post(f"{LIST}delete/{said.pk}/")
    said.refresh_from_db()
    assert said.trim_reach == "As it was"


def test_nobody_deletes_it(editor: User, force: Node) -> None:
    said = ForceHelpFactory(force=force)
    client = long_signed_in(editor)
    client.post(f"{LIST}delete/{said.pk}/")
    client.post(f"/cms/bulk/wellbeing/forcehelp/delete/?id={said.pk}")
    assert ForceHelp.objects.count() == 1


def test_an_editor_of_a_force_reaches_no_list_of_the_nation(editor: User) -> None:
    client = long_signed_in(editor)
    assert LIST in client.get("/cms/").content.decode()
    assert client.get(LIST).status_code == 200
    for address in ("reports/site-history/", "api/main/pages/", "snippets/learning/assignment/"):
        assert client.get(f"/cms/{address}").status_code == 403, address


def test_a_stranger_to_the_force_cannot_be_named(editor: User, force: Node) -> None:
    outsider = person_in(TeamFactory())
    answer = long_signed_in(editor).post(
        f"{LIST}add/", form(force, editor, trim_people=outsider.email)
    )
    assert "Nobody at this force has the address" in answer.content.decode()
    assert not ForceHelp.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("review_on", "2026-01-02", "Choose a day after the one of the last check."),
        ("checked_on", "2099-01-01", "This day has not come yet."),
        ("trim_phone", "call me", "Enter a telephone number"),
        ("owner", "999999", "could not be created due to errors"),
    ],
)
def test_bad_input_is_refused_in_words(
    editor: User, force: Node, field: str, value: str, words: str
) -> None:
    answer = long_signed_in(editor).post(f"{LIST}add/", form(force, editor) | {field: value})
    assert words in answer.content.decode()
    assert not ForceHelp.objects.exists()


def test_the_owner_is_warned_once_the_day_of_review_has_passed(
    editor: User, force: Node, team: Node
) -> None:
    words = "should have been checked by now"
    said = ForceHelpFactory(force=force, owner=editor)
    assert words not in long_signed_in(editor).get(LIST).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    ForceHelp.objects.filter(pk=said.pk).update(checked_on=date(2020, 1, 1), review_on=yesterday)
    html = long_signed_in(editor).get(LIST).content.decode()
    assert words in html
    assert "Check now" in html
    another = long_signed_in(person_in(team, Role.APPROVER)).get(LIST).content.decode()
    assert words not in another
    assert "Check now" in another
