"""A force says in its own words who listens there, and its page tells of nobody in particular."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from organisation.models import Membership, Node, NodeKind, Role
from peer_support.models import ForcePeerSupport, Supporter
from peer_support.refs import bar_ref_of
from peer_support.selectors.force_page import supporters_as_group
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    RoleGrantFactory,
    TeamFactory,
    nation,
    person_in,
    place_above,
)
from tests.support.signing_in import long_signed_in

LIST = "/cms/snippets/peer_support/forcepeersupport/"
TODAY = date(2026, 11, 23)
WORDS = {
    "who_we_are": "Constables and staff of every unit",
    "trim": "Ask for it after something hard",
    "occupational_health": "Refer yourself",
    "how_to_join": "A panel meets twice a year",
}


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
    days = {"checked_on": "2026-01-02", "review_on": "2099-01-02"}
    return {"force": str(force.pk), "owner": str(owner.pk), **WORDS, **days, **fields}


def page_of(force: Node, owner: User | None = None, **fields: object) -> ForcePeerSupport:
    days = {"checked_on": date(2026, 1, 2), "review_on": date(2099, 1, 2)}
    made: ForcePeerSupport = ForcePeerSupport.objects.create(
        force=force, owner=owner, **(WORDS | days | fields)
    )
    return made


def supporters(team: Node, count: int, *topics: str, state: str = "active") -> None:
    for _number in range(count):
        person = person_in(team)
        Supporter.objects.create(
            person=person,
            bar_ref=bar_ref_of(person),
            state=state,
            alias="Sam",
            topics=list(topics),
            applied_on=TODAY,
        )


def shown_to(person: User) -> str:
    answer = long_signed_in(person).get(reverse("peer_support:force_page"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_editor_writes_for_their_force_and_its_people_read_it(
    editor: User, force: Node, team: Node
) -> None:
    fields = {"trim": "Ask <b>Room 4</b><script>x</script>"}
    answer = long_signed_in(editor).post(f"{LIST}add/", form(force, editor, **fields))
    assert answer.status_code == 302
    said = ForcePeerSupport.objects.get()
    assert (said.force, said.owner, said.trim) == (force, editor, "Ask Room 4x")
    event = AuditEvent.objects.get(action="peer_support.force_page_changed")
    assert event.target == f"peer_support.forcepeersupport:{said.public_id}"
    assert "Room 4" not in str(event.details)
    html = shown_to(person_in(team))
    for words in ("Constables and staff of every unit", "Ask Room 4x", "Refer yourself"):
        assert words in html
    assert "Room 4" not in shown_to(person_in(TeamFactory()))


def test_an_approver_changes_it(team: Node, force: Node) -> None:
    approver = person_in(team, Role.APPROVER)
    said = page_of(force)
    fields = {"how_to_join": "Ask the coordinator"}
    answer = long_signed_in(approver).post(
        f"{LIST}edit/{said.pk}/", form(force, approver, **fields)
    )
    assert answer.status_code == 302
    said.refresh_from_db()
    assert said.how_to_join == "Ask the coordinator"


@pytest.mark.parametrize("part", ["edit", "history", "usage", "delete"])
def test_a_force_that_is_not_theirs_looks_like_none(editor: User, part: str) -> None:
    foreign = page_of(place_above(TeamFactory(), NodeKind.FORCE))
    client = long_signed_in(editor)
    found, missing = (client.get(f"{LIST}{part}/{key}/") for key in (foreign.pk, 999_999))
    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.content == missing.content


def test_a_force_that_is_not_theirs_cannot_be_written_for(editor: User) -> None:
    abroad = place_above(TeamFactory(), NodeKind.FORCE)
    foreign = page_of(abroad)
    client = long_signed_in(editor)
    client.post(f"{LIST}edit/{foreign.pk}/", form(abroad, editor, trim="Changed"))
    another = place_above(TeamFactory(), NodeKind.FORCE)
    client.post(f"{LIST}add/", form(another, editor))
    assert list(ForcePeerSupport.objects.values_list("trim", flat=True)) == [WORDS["trim"]]


@pytest.mark.parametrize("role", [role for role in Role if role not in {"editor", "approver"}])
def test_no_other_role_of_the_force_gets_near_it(team: Node, force: Node, role: Role) -> None:
    said = page_of(force)
    client = long_signed_in(person_in(team, role))
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}edit/{said.pk}/", {"trim": "x"}).status_code == 403


def test_neither_national_editors_nor_a_superuser_change_it_and_nobody_deletes_it(
    force: Node, editor: User
) -> None:
    said = page_of(force)
    national: User = UserFactory()
    RoleGrantFactory(person=national, role=Role.EDITOR, scope=nation())
    for person in (national, UserFactory(superuser=True)):
        long_signed_in(person).post(f"{LIST}edit/{said.pk}/", form(force, person, trim="Changed"))
    for person in (national, UserFactory(superuser=True), editor):
        long_signed_in(person).post(f"{LIST}delete/{said.pk}/")
        long_signed_in(person).post(f"/cms/bulk/peer_support/forcepeersupport/delete/?id={said.pk}")
    said.refresh_from_db()
    assert said.trim == WORDS["trim"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("review_on", "2026-01-02", "Choose a day after the one of the last check."),
        ("checked_on", "2099-01-01", "This day has not come yet."),
        ("owner", "999999", "could not be created due to errors"),
        ("trim", "x" * 1_001, "could not be created due to errors"),
    ],
)
def test_bad_input_is_refused_in_words(
    editor: User, force: Node, field: str, value: str, words: str
) -> None:
    answer = long_signed_in(editor).post(f"{LIST}add/", form(force, editor) | {field: value})
    assert words in answer.content.decode()
    assert not ForcePeerSupport.objects.exists()


def test_once_the_day_of_review_has_passed_the_owner_is_warned_and_readers_are_told(
    editor: User, force: Node, team: Node
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    page_of(force, editor, checked_on=date(2020, 1, 1), review_on=yesterday)
    assert "should have been checked by now" in long_signed_in(editor).get(LIST).content.decode()
    another = long_signed_in(person_in(team, Role.APPROVER)).get(LIST).content.decode()
    assert "should have been checked by now" not in another
    assert "last checked on 1 January 2020" in shown_to(person_in(team))


def test_a_force_without_words_leads_on_and_nobody_without_a_force_sees_one(team: Node) -> None:
    assert "You can ask for support all the same" in shown_to(person_in(team))
    assert "You have no post in a force today" in shown_to(UserFactory(superuser=True))


def test_nine_supporters_are_not_told_from_none(team: Node) -> None:
    reader = person_in(team)
    none = shown_to(reader)
    supporters(team, 9, "sleep")
    assert shown_to(reader).split("<main")[1] == none.split("<main")[1]


@pytest.mark.parametrize(("count", "about"), [(10, 10), (14, 10), (15, 15), (19, 15)])
def test_from_ten_on_supporters_are_counted_in_fives(
    team: Node, force: Node, count: int, about: int
) -> None:
    supporters(team, count, "sleep")
    found = supporters_as_group(force.pk, TODAY)
    assert found is not None
    assert (found.about, found.topics) == (about, ("Sleep and tiredness",))
    assert f"About {about} colleagues" in shown_to(person_in(team))


def test_a_topic_is_named_only_if_ten_are_trained_in_it(team: Node, force: Node) -> None:
    supporters(team, 9, "sleep", "court")
    supporters(team, 1, "court")
    found = supporters_as_group(force.pk, TODAY)
    assert found is not None
    assert found.topics == ("Giving evidence and outcomes at court",)


def test_a_pause_shows_nowhere_and_who_left_or_only_applied_is_not_counted(
    team: Node, force: Node
) -> None:
    supporters(team, 5, "sleep")
    supporters(team, 5, "sleep", state="paused")
    for state in ("applied", "declined", "left", "deselected"):
        supporters(team, 5, "sleep", state=state)
    supporters(TeamFactory(), 5, "sleep")
    found = supporters_as_group(force.pk, TODAY)
    assert found is not None
    assert found.about == 10
    Membership.objects.filter(person__in=Supporter.objects.values("person")).update(
        ended_on=TODAY - timedelta(days=1)
    )
    assert supporters_as_group(force.pk, TODAY) is None
