"""Browsers of people who have signed in: just now through the page, or at some time before."""

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD


def signed_in(person: User, password: str = PASSWORD) -> Client:
    """Sign in through the page, as people do: a page that asks for a fresh proof then has one."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": password})
    assert answer.status_code == 302, "the sign-in was refused"
    return client


def long_signed_in(person: User) -> Client:
    """Return a browser whose sign-in is too long ago for what cannot be taken back."""
    client = Client()
    client.force_login(person)
    return client
