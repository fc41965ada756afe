"""What the tests of the pages share: forms as a browser would send them."""

import re

from django.test import Client
from django.urls import reverse

from wellbeing.instruments import BUILT_IN

CHECK_IN = "/wellbeing/check-in/"
OPENED = re.compile(r'name="opened" value="([^"]+)"')
LOW = {"mood": "1", "load": "9", "rest": "1", "switching_off": "1", "support": "2"}
GOOD = {"mood": "8", "load": "3", "rest": "7", "switching_off": "7", "support": "9"}
PROMISE = (
    "Nobody at your force, no administrator and nobody who runs this site can read your answers "
    "or see whether you checked in. Your answers join a group figure only when at least ten "
    "people answered. This is not watched in real time."
)


def opened_form(client: Client, code: str = "pulse") -> str:
    """Open the page and return the token that stands in its form."""
    found = OPENED.search(words(client.get(reverse("wellbeing:check_in_of", args=[code]))))
    assert found is not None, "there is no form on the page"
    return found[1]


def hand_in(client: Client, answers: dict[str, str], code: str = "pulse", **more: str) -> str:
    """Open the page, answer, hand in, and return what the page says then."""
    form = {"opened": opened_form(client, code), **answers, **more}
    answer = client.post(reverse("wellbeing:check_in_of", args=[code]), form)
    assert answer.status_code == 200
    return words(answer)


# The test client's answer has no type of its own; what matters is that it has content.
def words(answer: object) -> str:
    """The page as text."""
    content: bytes = answer.content  # type: ignore[attr-defined]
    return content.decode()


def chosen_on(page: str) -> dict[str, str]:
    """Which answers are ticked on a page with the form of the pulse."""
    ticked = re.findall(r'name="(\w+)" value="(\w+)" id="[^"]+" checked', page)
    codes = {item.code for item in BUILT_IN["pulse"].items}
    return {name: value for name, value in ticked if name in codes}
