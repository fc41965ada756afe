"""How a person in a test asks to be contacted: through the pages, as people do."""

import re

from django.test import Client

from accounts.models import User
from wellbeing.models import ContactRequest

ASK = "/wellbeing/contact/"
MINE = "/wellbeing/contact/yours/"
RECEIVED = "/wellbeing/contact-requests/"
REACH = "07700 900 123, after 6pm"
WORDS = "I am not sleeping"
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def chosen(**fields: str) -> dict[str, str]:
    return {"service": "peer_support", "share_name": "on", "reach": REACH, "words": WORDS} | fields


def shown(person: User, **fields: str) -> tuple[str, dict[str, str]]:
    """The page that shows what is shared, and what its form sends."""
    html = browser(person).post(ASK, chosen(**fields)).content.decode()
    return html, {name: value for name, value in HIDDEN.findall(html) if name != "csrf"}


def sent(person: User, **fields: str) -> ContactRequest:
    """What is kept once the person has chosen, seen it and sent it."""
    _html, form = shown(person, **fields)
    answer = browser(person).post(ASK, form | {"step": "send"})
    assert answer.status_code == 200
    return ContactRequest.objects.get(pk=form["request_id"])
