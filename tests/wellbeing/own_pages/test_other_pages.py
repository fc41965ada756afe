"""The officer's own pages beside the check-in: home, history, notes, settings."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories.organisation import TeamFactory, person_in
from tests.support.answers import same_words
from tests.support.signing_in import signed_in
from tests.wellbeing.pages import (
    CHECK_IN,
    GOOD,
    LOW,
    hand_in,
    opened_form,
    words,
)
from wellbeing.models import Answer, Note, Participation, SubjectKey
from wellbeing.selectors.own_rows import open_answers, open_notes

pytestmark = pytest.mark.django_db


def numbers_of(person: User) -> list[dict[str, int]]:
    return [dict(found.payload.answers) for found in open_answers(person)]


def test_home_shows_the_persons_own_month_to_them_alone(client: Client) -> None:
    assert "You have checked in this month" not in words(client.get("/wellbeing/"))
    hand_in(client, GOOD)
    assert "You have checked in this month" in words(client.get("/wellbeing/"))
    other = signed_in(person_in(TeamFactory()))
    assert "You have checked in this month" not in words(other.get("/wellbeing/"))


def test_the_dashboard_is_the_same_whether_or_not_the_person_checked_in(client: Client) -> None:
    before = same_words(client.get("/home/"))
    assert 'href="/wellbeing/check-in/"' in before
    hand_in(client, LOW)
    assert same_words(client.get("/home/")) == before


def test_history_is_a_chart_and_a_table_of_ones_own(client: Client) -> None:
    assert "There is nothing here yet" in words(client.get("/wellbeing/history/"))
    hand_in(client, GOOD)
    page = words(client.get("/wellbeing/history/"))
    assert page.count('role="img"') == 6
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">76</td>' in page
    assert "There is nothing here yet" in words(
        signed_in(person_in(TeamFactory())).get("/wellbeing/history/")
    )


def test_answers_are_taken_away_after_a_fresh_proof(client: Client, officer: User) -> None:
    hand_in(client, GOOD)
    table = client.get("/wellbeing/history/answers.csv")
    assert table["Content-Disposition"] == 'attachment; filename="my-answers.csv"'
    assert len(words(table).splitlines()) == 6
    document = client.get("/wellbeing/history/answers.json").json()
    assert [found["answers"]["mood"] for found in document["check_ins"]] == [8]
    stale = Client()
    stale.force_login(officer)
    for name in ("answers_csv", "answers_json"):
        answer = stale.get(reverse(f"wellbeing:{name}"))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_a_note_is_written_read_and_deleted(client: Client, officer: User) -> None:
    answer = client.post("/wellbeing/notes/", {"text": "Slept <b>badly</b>\n\nWalked a lot"})
    assert answer.status_code == 302
    assert [note.text for note in open_notes(officer)] == ["Slept badly\n\nWalked a lot"]
    assert "Walked a lot" in words(client.get("/wellbeing/notes/"))
    assert "Walked a lot" in words(client.get("/wellbeing/history/"))
    address = reverse("wellbeing:delete_note", args=[open_notes(officer)[0].id])
    assert "cannot be brought back" in words(client.get(address))
    assert Note.objects.count() == 1
    assert client.post(address).status_code == 302
    assert not Note.objects.exists()


def test_a_note_that_is_too_long_is_given_back(client: Client) -> None:
    long = "word " * 1000
    page = words(client.post("/wellbeing/notes/", {"text": long}))
    assert "There is a problem" in page
    assert long.strip() in page
    assert not Note.objects.exists()


def test_anothers_note_looks_like_none(client: Client) -> None:
    colleague = person_in(TeamFactory())
    signed_in(colleague).post("/wellbeing/notes/", {"text": "Mine"})
    foreign = reverse("wellbeing:delete_note", args=[open_notes(colleague)[0].id])
    missing = reverse("wellbeing:delete_note", args=[uuid4()])
    for address in (foreign, missing):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Note.objects.count() == 1


@pytest.mark.parametrize("address", ["instruments/", "who-sees-this/"])
def test_what_there_is_to_know_is_said_in_plain_words(client: Client, address: str) -> None:
    page = words(client.get(f"/wellbeing/{address}"))
    assert "Exit this page" in page
    expected = {
        "instruments/": ["Office for National Statistics", "Terms:", "Source:"],
        "who-sees-this/": ["Your supervisor and managers", "Never", "at least ten people"],
    }
    assert all(part in page for part in expected[address])


def test_pausing_going_on_and_keeping_history_show_on_the_page(client: Client) -> None:
    settings = "/wellbeing/settings/"
    until = timezone.localdate() + timedelta(days=40)
    wrong = words(client.post(f"{settings}pause/", date_parts(timezone.localdate())))
    assert "There is a problem" in wrong
    assert "The day on which it goes on must be after today" in wrong
    assert client.post(f"{settings}pause/", date_parts(until)).status_code == 302
    assert "You have paused until" in words(client.get(settings))
    assert "You have paused check-ins until" in words(client.get("/wellbeing/"))
    client.post(f"{settings}resume/")
    assert "You have paused until" not in words(client.get(settings))
    client.post(f"{settings}keep-history/", {"keep": "yes"})
    assert "for as long as you want" in words(client.get(settings))
    client.post(f"{settings}keep-history/")
    assert "Old answers are removed in time." in words(client.get(settings))


def date_parts(day: date) -> dict[str, str]:
    return {
        "until_day": str(day.day),
        "until_month": str(day.month),
        "until_year": str(day.year),
    }


def test_erasing_asks_first_and_then_leaves_nothing(client: Client, officer: User) -> None:
    hand_in(client, GOOD)
    client.post("/wellbeing/notes/", {"text": "Mine"})
    assert "Tick the box" in words(client.post("/wellbeing/settings/erase/"))
    assert Answer.objects.count() == 1
    assert client.post("/wellbeing/settings/erase/", {"sure": "on"}).status_code == 302
    assert not any(model.objects.exists() for model in (Answer, Note, SubjectKey, Participation))
    assert "There is nothing here yet" in words(client.get("/wellbeing/history/"))


def test_erasing_needs_a_fresh_proof(officer: User) -> None:
    stale = Client()
    stale.force_login(officer)
    for answer in (
        stale.get("/wellbeing/settings/erase/"),
        stale.post("/wellbeing/settings/erase/", {"sure": "on"}),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_who_leaves_is_asked_nothing_and_can_come_back(client: Client, officer: User) -> None:
    hand_in(client, GOOD)
    token = opened_form(client)
    assert "Choose whether to keep or to erase it" in words(
        client.post("/wellbeing/settings/leave/")
    )
    client.post("/wellbeing/settings/leave/", {"erase": "keep"})
    for address in ("", "check-in/", "settings/"):
        assert "You have left check-ins" in words(client.get(f"/wellbeing/{address}"))
    left = words(client.post(CHECK_IN, {"opened": token, **GOOD}))
    assert "Nothing was stored this time" in left
    assert len(numbers_of(officer)) == 1
    client.post("/wellbeing/settings/join-again/")
    assert "Check in now" in words(client.get("/wellbeing/"))
    client.post("/wellbeing/settings/leave/", {"erase": "erase"})
    assert not Answer.objects.exists()
