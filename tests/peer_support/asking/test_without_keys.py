"""Without the right keys the pages say so calmly, and nothing is written, read or lost."""

import os
from collections.abc import Callable

import pytest

from accounts.models import User
from peer_support.models import Bar, SupportRequest
from peer_support.refs import PEPPER_RING
from tests.factories.peer_support import NOW, ask_support
from tests.peer_support.asking.steps import FORM, browser
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db

ADDRESSES = ("", "ask/", "request/", "avoid/", "past/", "my-data/", "my-data/file/")
POSTS: dict[str, dict[str, str]] = {
    "ask/": {name: str(value) for name, value in FORM.items()},
    "request/match/": {},
    "request/withdraw/": {},
    "avoid/": {"step": "email", "kind": "excluded"},
}


@pytest.fixture
def asked(officer: User) -> SupportRequest:
    return ask_support(officer, now=NOW)


@pytest.fixture
def without_keys(asked: SupportRequest, use_keys: Callable[..., None]) -> SupportRequest:
    use_keys(PEPPER_RING, other=os.urandom(32))
    return asked


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_so_calmly_with_the_lines_of_help(
    officer: User, without_keys: SupportRequest, address: str
) -> None:
    answer = signed_in(officer).get(f"/peer-support/{address}")
    html = answer.content.decode()
    assert answer.status_code == 503
    assert "Peer support can’t be opened now" in html
    assert "Nothing has been lost or changed." in html
    assert "tel:03001312789" in html.partition("<main")[2]


@pytest.mark.parametrize(("address", "form"), POSTS.items())
def test_nothing_is_written(
    officer: User, without_keys: SupportRequest, address: str, form: dict[str, str]
) -> None:
    sent = form | ({"email": "a@b.example"} if address == "avoid/" else {})
    answer = browser(officer).post(f"/peer-support/{address}", sent)
    assert answer.status_code == 503
    kept = SupportRequest.objects.get()
    assert (kept.pk, kept.state) == (without_keys.pk, SupportRequest.State.CHOOSING)
    assert not Bar.objects.exists()


def test_the_limits_can_be_read_all_the_same(officer: User, without_keys: SupportRequest) -> None:
    assert browser(officer).get("/peer-support/limits/").status_code == 200
