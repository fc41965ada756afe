"""Signing in and out with an email address, and what strangers can learn from it."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from audit.models import AuditEvent
from tests.accounts.conftest import SignIn
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_person_signs_in_with_their_address_in_any_case(client: Client) -> None:
    person = UserFactory(email="ada@force.example")
    answer = client.post("/accounts/login/", {"login": "Ada@Force.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/home/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert actions() == ["account.signed_in"]


def test_signing_out_takes_a_post_and_is_recorded(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session
    assert actions() == ["account.signed_in", "account.signed_out"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    person = UserFactory()
    answers = [
        client.post("/accounts/login/", {"login": email, "password": "wrong wrong wrong"})
        for email in (person.email, "nobody@force.example")
    ]
    bodies = [
        answer.content.decode().replace(person.email, "").replace("nobody@force.example", "")
        for answer in answers
    ]
    assert "The email address or the password is not right" in bodies[0]
    assert without_tokens(bodies[0]) == without_tokens(bodies[1])
    assert actions() == []


def without_tokens(body: str) -> list[str]:
    return [line for line in body.splitlines() if "csrfmiddlewaretoken" not in line]


def test_an_address_that_is_not_verified_does_not_sign_in(client: Client) -> None:
    person = UserFactory()
    person.emailaddress_set.update(verified=False)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_leaver_does_not_sign_in(client: Client) -> None:
    person = UserFactory(left=True)
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client) -> None:
    page = client.get("/accounts/signup/")
    assert "Accounts are opened by invitation" in page.content.decode()
    sent = {"email": "new@force.example", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", sent)
    assert "Accounts are opened by invitation" in answer.content.decode()
    assert not User.objects.exists()


def test_a_password_reset_says_the_same_for_a_known_and_an_unknown_address(client: Client) -> None:
    person = UserFactory()
    for email in (person.email, "nobody@force.example"):
        answer = client.post("/accounts/password/reset/", {"email": email})
        assert answer["Location"] == "/accounts/password/reset/done/"
    assert [message.subject for message in mail.outbox] == ["Choose a new password"] * 2


def test_a_reset_link_sets_a_password_once_and_then_says_what_to_do(client: Client) -> None:
    person = UserFactory()
    client.post("/accounts/password/reset/", {"email": person.email})
    link = next(word for word in str(mail.outbox[0].body).split() if word.startswith("http"))
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = "another invented phrase"
    client.post(address, {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert "account.password_reset" in actions()
    again = Client().get(link, follow=True)
    assert "This link does not work" in again.content.decode()


def test_five_wrong_passwords_close_the_door_for_a_while_even_to_the_right_one(
    client: Client,
) -> None:
    person = UserFactory()
    for _attempt in range(5):
        client.post("/accounts/login/", {"login": person.email, "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "Too many attempts" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_requests_get_a_page_of_their_own(client: Client) -> None:
    for number in range(61):
        answer = client.post("/accounts/password/reset/", {"email": f"p{number}@force.example"})
    assert answer.status_code == 429
    assert "Wait a few minutes" in answer.content.decode()


def test_after_signing_in_nobody_is_sent_to_another_site(client: Client) -> None:
    person = UserFactory()
    answer = client.post(
        "/accounts/login/?next=https://evil.example/",
        {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer["Location"] == "/home/"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/cms/login/", "/accounts/login/?next=%2Fcms%2F"),
        ("/cms/login/?next=/cms/pages/", "/accounts/login/?next=%2Fcms%2Fpages%2F"),
        ("/cms/password_reset/", "/accounts/password/reset/"),
        ("/cms/password_reset/confirm/MQ/set-password/", "/accounts/password/reset/"),
    ],
)
def test_every_way_in_leads_to_the_one_sign_in(client: Client, address: str, leads_to: str) -> None:
    for answer in (client.get(address), client.post(address, {"username": "a", "password": "b"})):
        assert answer.status_code == 302
        assert answer["Location"] == leads_to


def test_the_editing_pages_send_a_stranger_to_the_one_sign_in(client: Client) -> None:
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_signing_out_of_the_editing_pages_signs_out_everywhere(sign_in: SignIn) -> None:
    client = sign_in(UserFactory(superuser=True))
    client.post("/cms/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/", "/django-admin/", "/admin/login/"])
def test_the_admin_of_django_is_not_there(sign_in: SignIn, address: str) -> None:
    client = sign_in(UserFactory(superuser=True))
    assert client.get(address).status_code == 404
