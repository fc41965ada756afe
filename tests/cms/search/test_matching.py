"""What is left out of a query to make it quicker is what changes nothing of what it finds."""

import pytest
from django.db import connection

from accounts.models import User
from cms.search.matching import match
from cms.search.synonyms import Name, Unit
from cms.search.word_lists import NOT_INDEXED
from cms.selectors.searching import readable_by
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

# His word against hers: the index knows it by "word" alone, so that the rest adds no page.
NAMES: tuple[Name, ...] = (
    ("his", "word", "against", "hers"),
    ("word", "on", "word"),
    ("one", "word", "against", "another"),
    ("one", "account", "against", "another"),
    ("credibility",),
    ("not", "over"),
)
TEXTS = (
    "A word.",
    "Word on word.",
    "One account against another.",
    "One account, and against it another.",
    "Credibility",
    "One of his, not hers.",
    "Over",
)


def test_a_thing_is_found_on_the_pages_of_each_of_its_names(officer: User) -> None:
    for text in TEXTS:
        GuidancePageFactory(body=[{"type": "text", "value": f"<p>{text}</p>"}])
    readable = readable_by(officer).keys
    together = match(readable, [Unit(NAMES)])[0].pages
    assert together == set().union(*(match(readable, [Unit((name,))])[0].pages for name in NAMES))
    assert len(together) == len(("A word.", "Word on word.", "One account", "Credibility"))


def test_the_index_has_none_of_the_words_that_are_passed_over() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plainto_tsquery('lodestar', %s)::text", [" ".join(NOT_INDEXED)])
        assert cursor.fetchone() == ("",)
