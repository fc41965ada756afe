"""A person sees all that is theirs; their supervisor what is done and due, and nothing else."""

import csv
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.models import Marking, PageVersion
from learning.models import Confirmation, ConfirmationAnswer
from learning.personal_data import DECLARATIONS
from learning.retention import RULES
from learning.selectors import changes_to_confirm
from learning.services import confirm_reading
from organisation.models import Node, Role
from tests.factories.changes import RIGHT, WRONG, answer_id, make_changed_page, question
from tests.factories.organisation import TeamFactory, person_in

TEAM = "/team/learning/"


def confirm(person: User, version: PageVersion, *, wrong_first: int = 0) -> None:
    for text in [WRONG] * wrong_first + [RIGHT]:
        answer = answer_id(version, text) if version.question else ""
        confirm_reading(person=person, version=version, answer=answer, now=timezone.now())


@pytest.fixture
def place(db: None) -> Node:
    team: Node = TeamFactory(name="Harbour team")
    return team


@pytest.fixture
def line(client: Client, clock: time_machine.Traveller, place: Node) -> SimpleNamespace:
    """A supervisor, signed in, with two people."""
    supervisor = person_in(place, Role.SUPERVISOR)
    client.force_login(supervisor)
    return SimpleNamespace(
        view=client,
        supervisor=supervisor,
        anna=person_in(place, first_name="Anna", last_name="Able"),
        ben=person_in(place, first_name="Ben", last_name="Baker"),
    )


def rows(line: SimpleNamespace, **filters: str) -> list[list[str]]:
    text = line.view.get("/team/learning.csv", filters).content.decode("utf-8-sig")
    return [[row[0], *row[2:]] for row in list(csv.reader(StringIO(text)))[2:-1]]


def test_a_supervisor_sees_who_has_confirmed_and_who_still_has_to(line: SimpleNamespace) -> None:
    version = make_changed_page()
    confirm(line.ben, version)
    assert rows(line) == [
        ["Anna Able", "First accounts", "Due", "2026-03-30", ""],
        ["Ben Baker", "First accounts", "Done", "2026-03-30", "2026-03-02"],
    ]
    page = line.view.get(TEAM).content.decode()
    assert "First accounts (changed page, to confirm), by 30 March 2026" in page
    assert "First accounts (changed page, confirmed), 2 March 2026" in page
    assert "0 overdue, 1 due" in page


def test_a_supervisor_sees_nobody_of_another_line(line: SimpleNamespace, place: Node) -> None:
    sister = TeamFactory(parent=place.get_parent(), name="Hill team")
    zoe = person_in(sister, first_name="Zoe", last_name="Other")
    owen = person_in(TeamFactory(name="Far team"), first_name="Owen", last_name="Away")
    version = make_changed_page()
    confirm(owen, version)
    # Each of them is asked, or has confirmed: where they are seen, there is something to see.
    assert [item.title for item in changes_to_confirm(zoe, timezone.localdate())] == [
        "First accounts"
    ]
    assert [row[0] for row in rows(line)] == ["Anna Able", "Ben Baker"]
    seen = "".join(line.view.get(path).content.decode() for path in (TEAM, "/team/learning.csv"))
    for other in ("Zoe Other", "Owen Away", "Hill team", "Far team"):
        assert other not in seen


def test_a_manager_sees_who_of_every_team_of_the_unit_still_has_to(
    line: SimpleNamespace, place: Node
) -> None:
    sister = TeamFactory(parent=place.get_parent())
    person_in(sister, first_name="Zoe", last_name="Other")
    person_in(TeamFactory(), first_name="Owen", last_name="Away")
    make_changed_page()
    line.view.force_login(person_in(place, Role.MANAGER, first_name="Mo", last_name="Manager"))
    names = {row[0] for row in rows(line)}
    assert {"Anna Able", "Ben Baker", "Zoe Other"} <= names
    assert "Owen Away" not in names


def test_what_is_overdue_is_shown_as_that(
    line: SimpleNamespace, clock: time_machine.Traveller
) -> None:
    make_changed_page()
    clock.move_to(date(2026, 4, 2))
    line.view.force_login(line.supervisor)
    assert [row[2] for row in rows(line)] == ["Overdue", "Overdue"]
    page = line.view.get(TEAM).content.decode()
    assert "(changed page, to confirm), since 30 March 2026" in page


def test_filters_narrow_by_page_and_state(line: SimpleNamespace) -> None:
    version, _other = make_changed_page(), make_changed_page("Other")
    confirm(line.ben, version)
    page = str(version.page.translation_key)
    assert [row[:3] for row in rows(line, module=page, state="due")] == [
        ["Anna Able", "First accounts", "Due"]
    ]
    assert [row[:2] for row in rows(line, state="done")] == [["Ben Baker", "First accounts"]]
    assert page in line.view.get(TEAM).content.decode()


def test_answers_and_tries_are_never_shown_to_a_supervisor(line: SimpleNamespace) -> None:
    version = make_changed_page(asks=question())
    confirm(line.anna, version, wrong_first=3)
    assert ConfirmationAnswer.objects.get().tries == 4
    for path in (TEAM, "/team/learning.csv"):
        page = line.view.get(path).content.decode()
        assert "Anna Able" in page
        for secret in (RIGHT, WRONG, "What comes first now?", "tries"):
            assert secret not in page


def test_a_sensitive_page_is_hidden_from_a_supervisor_who_may_not_read_it(
    line: SimpleNamespace,
) -> None:
    line.anna.memberships.update(rasso_role="analyst")
    make_changed_page("Secret", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"])
    assert "Secret" not in line.view.get(TEAM).content.decode()
    line.supervisor.memberships.update(rasso_role="analyst")
    assert "Secret" in line.view.get(TEAM).content.decode()


def test_the_teams_page_asks_no_more_questions_for_more_people_and_changes(
    line: SimpleNamespace, place: Node
) -> None:
    make_changed_page()
    line.view.get(TEAM)
    with CaptureQueriesContext(connection) as few:
        line.view.get(TEAM)
    for number in range(6):
        version = make_changed_page(f"Change {number}")
        confirm(person_in(place), version)
    with CaptureQueriesContext(connection) as many:
        line.view.get(TEAM)
    assert len(many) == len(few)


def test_the_own_record_lists_what_waits_and_what_was_confirmed(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    make_changed_page("Still to read")
    confirm(officer, version)
    page = " ".join(signed_in.get("/my/learning/").content.decode().split())
    assert "Changed pages that wait for you" in page
    assert "Still to read" in page
    assert "2, 2 March 2026" in page
    text = signed_in.get("/my/learning.csv").content.decode("utf-8-sig")
    found = list(csv.reader(StringIO(text)))[2:-1]
    assert ["First accounts", "Read and confirmed", "", "2026-03-02", "2", ""] in found
    assert ["Still to read", "Due", "2026-03-30", "", "", ""] in found
    assert signed_in.get("/my/learning.pdf").status_code == 200


def test_an_empty_record_says_when_one_is_asked(signed_in: Client) -> None:
    page = signed_in.get("/my/learning/").content.decode()
    assert "You have not confirmed a change yet." in page
    assert "Changed pages that wait for you" not in page


def test_a_person_gets_what_they_confirmed_and_how_often_they_answered(
    officer: User, version: PageVersion
) -> None:
    confirm(officer, version, wrong_first=1)
    found = {declared.model: declared.export(officer) for declared in DECLARATIONS}
    assert found[Confirmation] == [
        {"page": "First accounts", "version": 2, "confirmed": "2026-03-02"}
    ]
    assert found[ConfirmationAnswer][0]["tries"] == 2


def test_erasure_takes_the_person_off_and_their_answers_away(
    officer: User, version: PageVersion
) -> None:
    confirm(officer, version)
    for declared in DECLARATIONS:
        declared.erase(officer)
    assert Confirmation.objects.get().person is None
    assert ConfirmationAnswer.objects.count() == 0


def test_answers_go_after_two_years_and_the_confirmation_stays(
    officer: User, version: PageVersion
) -> None:
    confirm(officer, version)
    rule = next(rule for rule in RULES if rule.code == "learning.confirmation_answers")
    now = timezone.now()
    assert rule.purge(now - rule.keep_for, 100) == 0
    assert rule.purge(now + rule.keep_for, 100) == 1
    assert Confirmation.objects.count() == 1
