"""The one form: what is ticked is kept, nothing is written, and a double click asks once."""

import pytest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisation.models import Node
from peer_support import limits_of_confidentiality
from peer_support.limits_of_confidentiality import VERSIONS
from peer_support.models import Bar, SupportRequest
from peer_support.vocabulary import SLOT_CODES
from tests.factories.accounts import UserFactory
from tests.factories.organisation import person_in
from tests.peer_support.asking.steps import ASK, FORM, browser, checked_on, page, send

pytestmark = pytest.mark.django_db


def test_the_limits_are_read_on_the_page_of_the_form(officer: User) -> None:
    html = page(officer, ASK)
    for line in VERSIONS[-1].stays + VERSIONS[-1].cannot_stay + VERSIONS[-1].is_not:
        assert str(line) in html
    assert 'name="limits_version" value="1"' in html


def test_there_is_no_box_for_words(officer: User) -> None:
    html = page(officer, ASK)
    assert "<textarea" not in html
    assert html.count('type="text"') == 0
    assert html.count('type="email"') == 1


def test_what_was_ticked_is_what_is_kept(officer: User) -> None:
    send(
        officer,
        topics=["sleep", "court"],
        required_topics=["court", "trauma"],
        urgency="urgent",
        mode="in_person",
        language="cy",
        any_time="",
        slots=["mon_am", "sun_eve"],
        gender_wish="woman",
        gender_is_required="on",
        force_is_required="on",
        rank_gap_most="1",
        own_team_allowed="on",
    )
    kept = SupportRequest.objects.get()
    assert (kept.topics, kept.required_topics) == (["sleep", "court"], ["court"])
    assert (kept.urgency, kept.mode, kept.language) == ("urgent", "in_person", "cy")
    assert kept.slots == ["mon_am", "sun_eve"]
    assert (kept.gender_wish, kept.gender_is_required) == ("woman", True)
    assert (kept.force_wish, kept.force_is_required) == ("", False)
    assert (kept.rank_gap_most, kept.own_team_allowed, kept.limits_version) == (1, True, 1)


def test_the_shortest_way_is_two_ticks(officer: User) -> None:
    send(officer)
    kept = SupportRequest.objects.get()
    assert kept.slots == list(SLOT_CODES)
    assert (kept.topics, kept.gender_wish, kept.rank_gap_most) == ([], "", None)


def test_without_the_tick_under_the_limits_nobody_asks(officer: User) -> None:
    html = send(officer, accept="", topics=["sleep"])
    assert "Tick to say that you have read what stays between you" in html
    assert ("topics", "sleep") in checked_on(html)
    assert not SupportRequest.objects.exists()


def test_a_time_is_needed(officer: User) -> None:
    html = send(officer, any_time="")
    assert "Tick “Any time”, or at least one time that suits you" in html
    assert 'href="#id_any_time"' in html
    assert not SupportRequest.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"topics": ["no-such-topic"]},
        {"required_topics": ["x" * 5000]},
        {"slots": ["mon_night"], "any_time": ""},
        {"mode": "telepathy"},
        {"urgency": ""},
        {"language": "<script>"},
        {"gender_wish": "not_said"},
        {"rank_gap_most": "-4"},
        {"avoid_email": "not an address"},
    ],
)
def test_what_the_page_does_not_offer_is_refused(
    officer: User, fields: dict[str, str | list[str]]
) -> None:
    html = send(officer, **fields)
    assert "There is a problem" in html
    assert "<script>x" not in html
    assert not SupportRequest.objects.exists()


def test_limits_that_have_changed_are_said_and_the_rest_is_kept(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = (*VERSIONS, VERSIONS[-1].__class__(2, VERSIONS[-1].published_on, (), (_("New."),), ()))
    monkeypatch.setattr(limits_of_confidentiality, "VERSIONS", newer)
    html = send(
        officer,
        topics=["sleep"],
        any_time="",
        slots=["tue_pm"],
        gender_wish="woman",
        mode="in_person",
    )
    assert "has changed since you opened this page" in html
    assert "There is a problem" not in html
    assert 'name="limits_version" value="2"' in html
    assert checked_on(html) >= {
        ("topics", "sleep"),
        ("slots", "tue_pm"),
        ("gender_wish", "woman"),
        ("mode", "in_person"),
    }
    assert 'id="id_accept" checked' not in html
    assert not SupportRequest.objects.exists()
    send(officer, limits_version="2")
    assert SupportRequest.objects.get().limits_version == 2


def test_a_double_click_asks_once_and_shows_the_same_request(officer: User) -> None:
    client = browser(officer)
    answers = [client.post(ASK, FORM) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/peer-support/request/"] * 2
    assert SupportRequest.objects.count() == 1


def test_whoever_has_an_open_request_is_led_to_it(officer: User) -> None:
    send(officer)
    assert browser(officer).get(ASK).headers["Location"] == "/peer-support/request/"


def test_past_the_limit_of_a_day_what_was_ticked_stays_and_the_page_says_when(
    officer: User,
) -> None:
    for _time in range(3):
        send(officer)
        browser(officer).post("/peer-support/request/withdraw/")
    html = send(officer, topics=["menopause"])
    assert "There is a problem" in html
    assert "again" in html
    assert ("topics", "menopause") in checked_on(html)
    assert SupportRequest.objects.count() == 3


def test_somebody_to_avoid_can_be_named_with_the_request(officer: User, team: Node) -> None:
    other = person_in(team)
    send(officer, avoid_email=other.email.upper())
    assert SupportRequest.objects.count() == 1
    assert Bar.objects.named_by(officer).get().other == str(other.pk)


@pytest.mark.parametrize("whose", ["nobody", "own"])
def test_nobody_and_oneself_cannot_be_named_and_nothing_is_sent(officer: User, whose: str) -> None:
    email = officer.email if whose == "own" else "nobody@nowhere.example"
    html = send(officer, avoid_email=email, topics=["sleep"])
    assert ("This is you" if whose == "own" else "We cannot name anybody by this address") in html
    assert '<details class="govuk-details" open>' in html
    assert not SupportRequest.objects.exists()
    assert not Bar.objects.exists()


def test_somebody_without_a_post_is_told_so_kindly_and_loses_nothing() -> None:
    html = send(UserFactory(superuser=True), topics=["sleep"])
    assert "0300 131 2789" in html
