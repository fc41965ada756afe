"""Without the right key the pages say so calmly, and nothing is written or lost."""

import os
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from tests.support.signing_in import signed_in
from tests.wellbeing.pages import GOOD, hand_in, opened_form, words
from wellbeing.models import Answer, Draft, Note, Participation, Preference, SubjectKey
from wellbeing.selectors.own_rows import open_answers

pytestmark = pytest.mark.django_db

UseKeys = Callable[..., None]
CALM = "Your history can’t be opened now"
NEEDS_THE_KEY = ("history/", "history/answers.csv", "history/answers.json", "notes/")
NEEDS_THE_PSEUDONYM = ("", "check-in/", "settings/", *NEEDS_THE_KEY)
POSTS: dict[str, dict[str, str]] = {
    "notes/": {"text": "A note"},
    "settings/resume/": {},
    "settings/keep-history/": {"keep": "yes"},
    "settings/erase/": {"sure": "on"},
    "settings/leave/": {"erase": "erase"},
    "settings/join-again/": {},
}


def rows() -> list[object]:
    """Everything of wellbeing, as it stands in the database."""
    models = (Answer, Draft, Note, Participation, Preference, SubjectKey)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.fixture
def client(officer: User) -> Client:
    client = signed_in(officer)
    hand_in(client, GOOD)
    client.post("/wellbeing/notes/", {"text": "Slept badly"})
    return client


def assert_calm(client: Client, address: str, **form: str) -> None:
    """The page says that nothing can be opened now, with help and without a way to write."""
    answer = client.post(address, form) if form else client.get(address)
    page = words(answer)
    assert answer.status_code == 503, address
    assert CALM in page
    assert "Nothing has been lost or changed. Try again later." in page
    assert "tel:03001312789" in page.partition("<main")[2]


@pytest.mark.parametrize("address", NEEDS_THE_KEY)
def test_with_another_wrapping_key_no_page_opens(
    client: Client, use_keys: UseKeys, address: str
) -> None:
    before = rows()
    use_keys("wellbeing", other=os.urandom(32))
    assert_calm(client, f"/wellbeing/{address}")
    assert rows() == before


@pytest.mark.parametrize("address", NEEDS_THE_PSEUDONYM)
def test_with_another_pepper_no_page_opens(client: Client, use_keys: UseKeys, address: str) -> None:
    before = rows()
    use_keys("wellbeing-pepper", other=os.urandom(32))
    assert_calm(client, f"/wellbeing/{address}")
    assert rows() == before


@pytest.mark.parametrize("ring", ["wellbeing", "wellbeing-pepper"])
def test_a_check_in_is_not_taken_without_the_key(
    client: Client, use_keys: UseKeys, ring: str
) -> None:
    token, before = opened_form(client), rows()
    use_keys(ring, other=os.urandom(32))
    assert_calm(client, "/wellbeing/check-in/", opened=token, **GOOD)
    assert_calm(client, "/wellbeing/check-in/", opened=token, later="yes", **GOOD)
    assert rows() == before


@pytest.mark.parametrize("address", POSTS)
def test_nothing_is_changed_without_the_pepper(
    client: Client, use_keys: UseKeys, address: str
) -> None:
    before = rows()
    use_keys("wellbeing-pepper", other=os.urandom(32))
    assert client.post(f"/wellbeing/{address}", POSTS[address]).status_code == 503
    assert rows() == before


def test_with_the_key_back_everything_is_there(
    client: Client, officer: User, use_keys: UseKeys, settings: LazySettings
) -> None:
    rings = settings.KEY_RINGS
    use_keys("wellbeing", other=os.urandom(32))
    assert client.get("/wellbeing/history/").status_code == 503
    settings.KEY_RINGS = rings
    assert client.get("/wellbeing/history/").status_code == 200
    assert len(open_answers(officer)) == 1


def test_the_questions_and_who_sees_what_need_no_key(client: Client, use_keys: UseKeys) -> None:
    use_keys("wellbeing", other=os.urandom(32))
    use_keys("wellbeing-pepper", other=os.urandom(32))
    for address in ("instruments/", "who-sees-this/"):
        assert client.get(f"/wellbeing/{address}").status_code == 200
