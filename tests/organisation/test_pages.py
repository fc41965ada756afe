"""The pages about places, people and roles: who finds what, and that lists stay cheap."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import AuditEvent
from organisation.models import ImportRun, Membership, Node, NodeChange, Role, RoleGrant
from organisation.tasks import work_on_import
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    ForceFactory,
    MembershipFactory,
    RankFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
)
from tests.support.answers import same_words
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db


def date_parts(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def force(team: Node) -> Node:
    made: Node = team.get_parent().get_parent()
    return made


@pytest.fixture
def admin(force: Node) -> User:
    return person_in(force, Role.FORCE_ADMIN)


PAGES = (
    "/organisation/places/",
    "/organisation/people/",
    "/organisation/people/add/",
    "/organisation/people/imports/",
    "/organisation/people/imports/template.csv",
    "/organisation/people/export.csv",
    "/organisation/people/export.xlsx",
)


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_are_the_force_administrators(address: str, team: Node, admin: User) -> None:
    assert signed_in(admin).get(address).status_code == 200
    for other in (
        person_in(team),
        person_in(team, Role.SUPERVISOR),
        person_in(team, Role.DPO),
        UserFactory(superuser=True),
    ):
        assert signed_in(other).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_a_person_of_another_force_is_missing_with_the_same_words(admin: User) -> None:
    stranger = person_in(TeamFactory())
    client = signed_in(admin)
    missing = client.get("/organisation/people/00000000-0000-4000-8000-000000000000/")

    for tail in ("", "post/", "leave/", "roles/give/"):
        answer = client.get(f"/organisation/people/{stranger.public_id}/{tail}")
        assert (answer.status_code, same_words(answer)) == (404, same_words(missing))
    answer = client.post(f"/organisation/people/{stranger.public_id}/leave/", {})
    assert answer.status_code == 404


def test_a_place_of_another_force_is_missing(admin: User) -> None:
    other = TeamFactory()
    client = signed_in(admin)

    for tail in ("", "rename/", "move/", "merge/", "close/"):
        assert client.get(f"/organisation/places/{other.slug}/{tail}").status_code == 404
    assert client.get(f"/organisation/places/{nation().slug}/").status_code == 404


def test_the_list_finds_by_name_number_and_place(team: Node, admin: User) -> None:
    MembershipFactory(
        node=team, person=UserFactory(first_name="Zelda", last_name="Quill"), service_number="Z9"
    )
    client = signed_in(admin)

    for query in ("q=zelda+quill", "q=Z9", f"place={team.slug}"):
        page = client.get(f"/organisation/people/?{query}")
        assert [post.person.first_name for post in page.context["page"]] == ["Zelda"]
    assert b"Nobody found" in client.get("/organisation/people/?q=nobody").content


def test_the_list_takes_no_more_queries_for_more_people(
    team: Node, admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(admin)
    MembershipFactory(node=team)
    client.get("/organisation/people/")
    with django_assert_num_queries(8) as few:
        client.get("/organisation/people/")
    for _number in range(30):
        MembershipFactory(node=team)
    with django_assert_num_queries(len(few)):
        client.get("/organisation/people/")


def test_a_role_given_on_the_page_holds_and_taken_away_ends_at_the_next_request(
    team: Node, admin: User
) -> None:
    person = person_in(team)
    session, keeper = signed_in(person), signed_in(admin)
    address = f"/organisation/people/{person.public_id}/"
    force_page = "/audit/"
    assert session.get(force_page).status_code == 403

    scope = Membership.objects.get(person=admin).force
    day = timezone.localdate()
    answer = keeper.post(
        f"{address}roles/give/",
        {"role": "dpo", "scope": str(scope.pk)}
        | date_parts("starts_on", str(day.day), str(day.month), str(day.year)),
    )
    assert answer.status_code == 302
    assert session.get(force_page).status_code == 200

    grant = RoleGrant.objects.get(person=person)
    assert keeper.post(f"{address}roles/{grant.public_id}/end/").status_code == 302
    assert session.get(force_page).status_code == 403
    events = AuditEvent.objects.filter(action__startswith="organisation.").order_by("number")
    assert list(events.values_list("action", flat=True)) == [
        "organisation.role_granted",
        "organisation.role_revoked",
    ]


def test_an_administrator_cannot_raise_themselves_on_the_page(admin: User, force: Node) -> None:
    day = timezone.localdate()
    answer = signed_in(admin).post(
        f"/organisation/people/{admin.public_id}/roles/give/",
        {"role": "dpo", "scope": str(force.pk)}
        | date_parts("starts_on", str(day.day), str(day.month), str(day.year)),
    )

    assert answer.status_code == 200
    assert "yourself" in answer.content.decode()
    assert RoleGrant.objects.filter(person=admin).count() == 1


def test_an_administrator_who_loses_the_role_loses_the_pages_at_once(admin: User) -> None:
    client = signed_in(admin)
    assert client.get("/organisation/people/").status_code == 200

    RoleGrant.objects.filter(person=admin).update(revoked_at=timezone.now())

    assert client.get("/organisation/people/").status_code == 403


def test_units_are_added_renamed_and_closed_on_the_pages(admin: User, force: Node) -> None:
    client = signed_in(admin)
    day = date_parts("effective_on", "15", "1", "2026")

    client.post(f"/organisation/places/{force.slug}/add/", {"name": "New unit"} | day)
    unit = Node.objects.get(name="New unit")
    address = f"/organisation/places/{unit.slug}/"
    client.post(f"{address}rename/", {"name": "Better unit"} | day)
    page = client.get(address)
    assert "From “New unit” to “Better unit”" in page.content.decode()
    assert client.post(f"{address}close/", day).status_code == 302
    assert client.get(f"{address}rename/").status_code == 403
    assert NodeChange.objects.filter(node=unit).count() == 3


def test_a_team_moves_and_merges_within_the_force_on_the_pages(admin: User, team: Node) -> None:
    client = signed_in(admin)
    force = team.get_parent().get_parent()
    unit = UnitFactory(parent=force)
    other = TeamFactory(parent=unit)
    day = date_parts("effective_on", "15", "1", "2026")
    address = f"/organisation/places/{team.slug}/"

    assert client.post(f"{address}move/", {"target": str(unit.pk)} | day).status_code == 302
    assert Node.objects.get(pk=team.pk).get_parent() == unit
    assert client.post(f"{address}merge/", {"target": str(other.pk)} | day).status_code == 302
    assert Node.objects.get(pk=team.pk).merged_into == other
    foreign = TeamFactory()
    refused = client.post(
        f"/organisation/places/{other.slug}/merge/", {"target": str(foreign.pk)} | day
    )
    assert refused.status_code == 200
    assert Node.objects.get(pk=other.pk).closed_on is None


def test_the_force_itself_is_changed_by_the_national_team_only(admin: User, force: Node) -> None:
    national = RoleGrantFactory(role=Role.NATIONAL, scope=nation()).person
    address = f"/organisation/places/{force.slug}/rename/"

    assert signed_in(admin).get(address).status_code == 403
    assert signed_in(national).get(address).status_code == 200
    page = signed_in(national).get("/organisation/places/")
    assert force.name in page.content.decode()
    assert signed_in(national).get("/organisation/people/").status_code == 403
    unit = force.get_children()[0]
    assert signed_in(national).get(f"/organisation/places/{unit.slug}/").status_code == 404


def test_the_national_team_names_an_administrator_by_address(team: Node, force: Node) -> None:
    national = RoleGrantFactory(role=Role.NATIONAL, scope=nation()).person
    person = person_in(team)
    day = date_parts("starts_on", "15", "1", "2026")
    client = signed_in(national)
    address = "/organisation/national/roles/"

    asked = {"email": person.email, "role": "force_admin", "scope": str(force.pk)}
    assert client.post(address, asked | day).status_code == 302
    assert RoleGrant.objects.filter(person=person, role=Role.FORCE_ADMIN, scope=force).exists()
    unknown = client.post(address, asked | {"email": "nobody@x.example"} | day)
    assert "You cannot give this role to this person." in unknown.content.decode()
    assert signed_in(person).get(address).status_code == 403


def test_a_person_is_added_changed_and_leaves_on_the_pages(admin: User, team: Node) -> None:
    client = signed_in(admin)
    rank = RankFactory()
    asked = {
        "email": "ann@force.example",
        "first_name": "Ann",
        "last_name": "Cole",
        "place": str(team.pk),
        "rank": str(rank.pk),
        "rasso_role": "investigator",
        "service_number": "A-77",
        "line_manager": admin.email,
    }
    day = date_parts("effective_on", "15", "1", "2026")

    assert client.post("/organisation/people/add/", asked | day).status_code == 302
    person = User.objects.get(email="ann@force.example")
    address = f"/organisation/people/{person.public_id}/"
    changed = asked | {"rasso_role": "solo"} | date_parts("effective_on", "1", "2", "2026")
    assert client.post(f"{address}post/", changed).status_code == 302
    assert Membership.objects.filter(person=person).count() == 2
    assert client.get(address).status_code == 200
    last = client.post(f"{address}leave/", date_parts("ended_on", "1", "3", "2026"))
    assert last.status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert "Has left" in client.get(address).content.decode()


def test_a_line_manager_of_another_force_is_unknown_on_the_form(admin: User, team: Node) -> None:
    stranger = person_in(TeamFactory())
    person = person_in(team)

    answer = signed_in(admin).post(
        f"/organisation/people/{person.public_id}/post/", {"line_manager": stranger.email}
    )

    assert "Nobody with this email address works in the force" in answer.content.decode()


def upload(client: Client, text: str) -> str:
    file = SimpleUploadedFile("people.csv", text.encode())
    answer = client.post("/organisation/people/imports/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_an_import_is_uploaded_watched_and_applied_on_the_pages(admin: User, team: Node) -> None:
    client = signed_in(admin)
    RankFactory()
    row = f"new@x.example,Ann,Cole,77,DC,Investigator,{team.slug},2026-01-05"
    heading = "email,first_name,last_name,service_number,rank,rasso_role,place,started_on"
    address = upload(client, f"{heading}\n{row}\n")

    waiting = client.get(address)
    assert waiting["Refresh"] == "2"
    assert "0 of 1 rows" in waiting.content.decode()
    run = ImportRun.objects.get()
    work_on_import(run.pk)
    checked = client.get(address)
    assert "Refresh" not in checked
    assert "new@x.example" in checked.content.decode()
    client.post(f"{address}apply/")
    work_on_import(run.pk)
    assert "Applied" in client.get(f"{address}?outcome=joiner").content.decode()
    assert User.objects.filter(email="new@x.example").exists()


def test_an_import_of_another_force_is_missing(admin: User) -> None:
    other = person_in(ForceFactory(), Role.FORCE_ADMIN)
    address = upload(signed_in(other), "email\nnew@x.example\n")

    client = signed_in(admin)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}apply/").status_code == 404
    assert client.post(f"{address}discard/").status_code == 404


def test_a_file_that_cannot_be_read_is_refused_on_the_form(admin: User) -> None:
    answer = signed_in(admin).post(
        "/organisation/people/imports/",
        {"file": SimpleUploadedFile("people.csv", b"name,pay\nAnn,3")},
    )

    assert "We do not know the columns “name”, “pay”." in answer.content.decode()


def test_the_export_is_safe_to_open_complete_and_in_the_audit_log(admin: User, team: Node) -> None:
    MembershipFactory(node=team, person=UserFactory(first_name="=1+1", last_name="Cole"))
    MembershipFactory(node=TeamFactory())

    text = signed_in(admin).get("/organisation/people/export.csv").content.decode("utf-8-sig")

    lines = text.strip().splitlines()
    assert len(lines) == 3
    assert "'=1+1" in text
    assert ",=1+1" not in text
    event = AuditEvent.objects.get(action="organisation.people_exported")
    assert (event.actor, event.details) == (str(admin.public_id), {"rows": 2})


def test_what_is_exported_comes_back_unchanged(admin: User, team: Node) -> None:
    client = signed_in(admin)
    for _number in range(3):
        MembershipFactory(node=team, line_manager=admin)
    for kind in ("csv", "xlsx"):
        content = client.get(f"/organisation/people/export.{kind}").content
        file = SimpleUploadedFile(f"people.{kind}", content)
        client.post("/organisation/people/imports/", {"file": file})
        run = ImportRun.objects.latest("created_at")
        work_on_import(run.pk)
        run.refresh_from_db()
        assert (run.state, run.unchanged) == ("checked", 4)
        client.post(f"/organisation/people/imports/{run.public_id}/discard/")
