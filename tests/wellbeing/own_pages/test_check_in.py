"""Checking in: what the page says first, what it keeps, and what it leaves nowhere."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import KeptForm, User
from tests.factories.disclosure import close_month
from tests.factories.organisation import TeamFactory, person_in
from tests.support.signing_in import signed_in
from tests.wellbeing.pages import (
    CHECK_IN,
    GOOD,
    LOW,
    OPENED,
    PROMISE,
    chosen_on,
    hand_in,
    opened_form,
    words,
)
from wellbeing.instruments import BUILT_IN
from wellbeing.models import Answer, Draft, Participation
from wellbeing.months import this_month
from wellbeing.opened_form import open_form, signed
from wellbeing.selectors.own_rows import draft_of, open_answers

pytestmark = pytest.mark.django_db


TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "wellbeing"


HELP = ("tel:999", "tel:03001312789", "tel:116123", "sms:85258")


TODAY = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def numbers_of(person: User) -> list[dict[str, int]]:
    return [dict(found.payload.answers) for found in open_answers(person)]


def test_the_promise_and_the_help_lines_stand_before_the_first_question(client: Client) -> None:
    page = words(client.get(CHECK_IN))
    first_question = page.index(BUILT_IN["pulse"].items[0].text)
    assert page.index(PROMISE) < first_question
    assert all(page.index(line) < first_question for line in HELP)
    assert page.index("Exit this page") < first_question


@pytest.mark.parametrize("code", ["pulse", "ons4", "phq4"])
def test_each_question_says_why_it_is_asked_and_can_be_skipped(client: Client, code: str) -> None:
    page = words(client.get(reverse("wellbeing:check_in_of", args=[code])))
    items = BUILT_IN[code].items
    assert page.count("Skip this question") == page.count("Why we ask") == len(items)
    assert page.count("<fieldset") == page.count("<legend") == len(items)
    assert page.count('type="radio"') == sum(len(item.options) + 1 for item in items)
    assert " required" not in page


def test_there_is_no_page_for_questions_that_do_not_exist(client: Client) -> None:
    assert client.get("/wellbeing/check-in/phq9/").status_code == 404


def test_a_check_in_is_stored_and_answered_on_the_same_page(client: Client, officer: User) -> None:
    form = {"opened": opened_form(client), **GOOD}
    session = dict(client.session)
    answer = client.post(CHECK_IN, form)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert "Thank you" in words(answer)
    assert numbers_of(officer) == [{code: int(value) for code, value in GOOD.items()}]
    assert dict(client.session) == session
    assert "messages" not in client.cookies
    assert mail.outbox == []


def test_a_page_that_is_loaded_again_stores_nothing_twice(client: Client) -> None:
    form = {"opened": opened_form(client), **GOOD}
    first, again = client.post(CHECK_IN, form), client.post(CHECK_IN, form)
    assert "Thank you" in words(first)
    assert "Thank you" in words(again)
    assert Answer.objects.count() == 1


def test_a_skipped_question_has_no_answer(client: Client, officer: User) -> None:
    page = hand_in(client, {"mood": "6", "load": ""})
    assert numbers_of(officer) == [{"mood": 6}]
    assert "Thank you" in page


def test_an_empty_form_stores_nothing_and_says_so_kindly(client: Client) -> None:
    page = hand_in(client, {})
    assert "You have not answered anything yet, so nothing was saved." in page
    assert "There is a problem" not in page
    assert not Answer.objects.exists()
    assert not Participation.objects.exists()


def test_the_result_stands_behind_a_word_that_opens_it(client: Client) -> None:
    page = hand_in(client, GOOD)
    before, _, after = page.partition("Show my result")
    assert "out of 100" not in before
    assert "76 out of 100" in after
    assert "not a diagnosis" in after


def test_a_hard_answer_brings_help_on_the_same_page_and_nobody_is_told(client: Client) -> None:
    page = hand_in(client, LOW).partition("<main")[2]
    order = ["Thank you for answering so openly", "Nobody at your force was told", *HELP]
    places = [page.index(part) for part in order]
    assert places == sorted(places)
    assert mail.outbox == []


def test_an_easy_answer_is_thanked_for_without_alarm(client: Client) -> None:
    page = hand_in(client, GOOD)
    assert "things may be hard" not in page
    assert all(line in page for line in HELP)


@pytest.mark.parametrize("value", ["11", "-1", "seven", "1.5"])
def test_an_answer_out_of_range_is_refused_and_the_rest_kept(client: Client, value: str) -> None:
    page = hand_in(client, GOOD | {"rest": value})
    assert "There is a problem" in page
    assert "Error: " in page
    assert 'href="#id_rest_0"' in page
    assert 'id="id_rest_0"' in page
    assert chosen_on(page) == {code: own for code, own in GOOD.items() if code != "rest"}
    assert not Answer.objects.exists()


def forged(client: Client, officer: User) -> str:
    return opened_form(client)[:-3] + "abc"


def for_other_questions(client: Client, officer: User) -> str:
    return opened_form(client, "phq4")


def too_old(client: Client, officer: User) -> str:
    with time_machine.travel("2020-01-01"):
        return signed(open_form(instrument="pulse", today=TODAY.date()), officer)


def none_at_all(client: Client, officer: User) -> str:
    return ""


MakeToken = Callable[[Client, User], str]


BAD_TOKENS: list[MakeToken] = [forged, for_other_questions, too_old, none_at_all]


@pytest.mark.parametrize("make", BAD_TOKENS)
def test_a_form_that_cannot_be_used_is_refused_and_can_be_sent_again(
    client: Client, officer: User, make: MakeToken
) -> None:
    page = words(client.post(CHECK_IN, {"opened": make(client, officer), **GOOD}))
    assert "Nothing was saved. What you chose is still here" in page
    assert chosen_on(page) == GOOD
    assert not Answer.objects.exists()
    token = OPENED.search(page)
    assert token is not None
    assert "Thank you" in words(client.post(CHECK_IN, {"opened": token[1], **GOOD}))
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("hours", [0, 30])
def test_another_persons_form_shows_nothing_of_what_they_chose(client: Client, hours: int) -> None:
    """Their browser went back to it after this person had signed in there."""
    with time_machine.travel(TODAY - timedelta(hours=hours)):
        token = opened_form(signed_in(person_in(TeamFactory())))
    with time_machine.travel(TODAY):
        page = words(client.post(CHECK_IN, {"opened": token, **LOW}))
    assert "Nothing of it was saved, or is shown." in page
    assert chosen_on(page) == {}
    assert not Answer.objects.exists()


def test_a_form_of_a_month_long_past_is_refused(client: Client, officer: User) -> None:
    token = signed(open_form(instrument="pulse", today=datetime(2020, 1, 1).date()), officer)  # noqa: DTZ001 -- only its day counts
    page = words(client.post(CHECK_IN, {"opened": token, **GOOD}))
    assert "There is a problem" in page
    assert chosen_on(page) == GOOD
    assert not Answer.objects.exists()


def test_what_is_saved_for_later_is_found_on_any_device(client: Client, officer: User) -> None:
    page = hand_in(client, {"mood": "4"}, later="yes")
    assert "Saved for later" in page
    assert "open Wellbeing on any device" in page
    assert not Answer.objects.exists()
    elsewhere = signed_in(officer)
    assert "Go on with it" in words(elsewhere.get("/wellbeing/"))
    resumed = words(elsewhere.get(CHECK_IN))
    assert "These are the answers that you saved earlier" in resumed
    assert chosen_on(resumed) == {"mood": "4"}
    hand_in(elsewhere, GOOD)
    assert draft_of(officer, "pulse") is None
    assert not Draft.objects.exists()


def test_nothing_asks_the_browser_to_keep_anything(client: Client) -> None:
    answer = client.get(CHECK_IN)
    page = words(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert '<form method="post" novalidate autocomplete="off">' in page
    assert "Nothing is kept on this device." in page


@pytest.mark.parametrize("page", sorted(TEMPLATES.rglob("*.html")), ids=lambda page: page.name)
def test_no_form_that_is_filled_in_is_remembered_by_the_browser(page: Path) -> None:
    for form in re.findall(r"<form[^>]*>.*?</form>", page.read_text(), re.DOTALL):
        opening = form[: form.index(">") + 1]
        if "novalidate" in opening or "<input" in form or "{{ form }}" in form:
            assert 'autocomplete="off"' in opening


def test_the_title_that_a_browser_remembers_does_not_tell_who_handed_in(client: Client) -> None:
    opened = title_of(words(client.get(CHECK_IN)))
    assert title_of(hand_in(client, GOOD)) == opened
    assert title_of(hand_in(client, GOOD, later="yes")) == opened


def title_of(page: str) -> str:
    return page[page.index("<title>") : page.index("</title>")]


def test_once_the_month_is_full_the_page_says_so_before_anything_is_asked(
    client: Client, officer: User
) -> None:
    items = [item.code for item in BUILT_IN["phq4"].items]
    hand_in(client, dict.fromkeys(items, "0"), "phq4")
    page = words(client.get("/wellbeing/check-in/phq4/"))
    assert "as often as they are meant to be asked" in page
    assert 'type="radio"' not in page
    token = signed(open_form(instrument="phq4", today=timezone.localdate()), officer)
    again = words(client.post("/wellbeing/check-in/phq4/", {"opened": token, items[0]: "3"}))
    assert "Nothing was stored this time" in again
    assert Answer.objects.count() == 1


def test_a_form_sent_after_the_session_ended_is_kept_nowhere(officer: User) -> None:
    client = signed_in(officer)
    token = opened_form(client)
    client.session.flush()
    answer = client.post(CHECK_IN, {"opened": token, **GOOD})
    assert answer["Location"].startswith("/accounts/login/")
    assert not KeptForm.objects.exists()
    assert not Answer.objects.exists()


def test_after_the_month_closed_the_answers_go_to_the_own_history_only(
    client: Client, officer: User
) -> None:
    token = opened_form(client)
    close_month(this_month(datetime.now(tz=UTC)))
    page = words(client.post(CHECK_IN, {"opened": token, **GOOD}))
    assert "Thank you" in page
    assert "Your answers are in your own history only." in page
    assert numbers_of(officer) == [{code: int(value) for code, value in GOOD.items()}]
    assert not Participation.objects.exists()
