"""What the tests of trends do again and again: look at a page, and write a note."""

import re
from collections.abc import Sequence
from datetime import date

from django.test import Client
from django.urls import reverse

from accounts.models import User
from organisation.models import Node
from wellbeing.models import TrendNote

ZIGZAG = (59, 61) * 6


REASON = (
    "Fewer than 10 people answered here, or a figure here would say too much about a small "
    "group elsewhere."
)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(place: Node, measure: str = "") -> str:
    query = f"?measure={measure}" if measure else ""
    return reverse("portal:trend", args=[place.slug]) + query


def words_of(client: Client, place: Node, measure: str = "") -> str:
    """The page's text, with single spaces."""
    answer = client.get(address(place, measure))
    assert answer.status_code == 200
    text = re.sub(r"<(style|title|desc)[^>]*>.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")


def headings_of(client: Client, place: Node, level: int = 1) -> list[str]:
    page = client.get(address(place)).content.decode()
    return re.findall(rf"<h{level}[^>]*>([^<]*)</h{level}>", page)


def statuses(client: Client, places: Sequence[Node]) -> list[int]:
    return [client.get(address(place)).status_code for place in places]


def annotate(place: Node, period: date, text: str = "New shift pattern") -> TrendNote:
    return TrendNote.objects.create(
        place=place,
        period=period,
        kind=TrendNote.Kind.ANNOTATION,
        text=text,
        created_at="2026-11-01T09:00Z",
    )
