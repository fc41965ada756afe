"""How a person in a test asks for support: through the pages, as people do."""

import re

from django.test import Client

from accounts.models import User

ASK, REQUEST, AVOID = "/peer-support/ask/", "/peer-support/request/", "/peer-support/avoid/"
FORM: dict[str, str | list[str]] = {
    "limits_version": "1",
    "accept": "on",
    "urgency": "routine",
    "mode": "remote",
    "language": "en",
    "any_time": "on",
}
CHECKED = re.compile(r'name="(\w+)" value="([^"]*)"[^>]* checked')


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person: User, address: str) -> str:
    answer = browser(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(person: User, **fields: str | list[str]) -> str:
    """Hand the form in and return the page that follows."""
    answer = browser(person).post(ASK, FORM | fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def checked_on(html: str) -> set[tuple[str, str]]:
    """Which boxes with a value are ticked on a page."""
    return set(CHECKED.findall(html))
