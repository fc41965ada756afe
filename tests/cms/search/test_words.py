"""Whatever is typed, only letters and digits come out, and nothing fails."""

import pytest

from accounts.models import User
from cms.search.spelling import mistakes
from cms.search.words import LONGEST_QUERY, Term, terms_of, tidy, words_of
from tests.cms.search.finding import answer_to
from tests.factories.cms import GuidancePageFactory

HOSTILE = (
    "",
    "   ",
    "\x00",
    "\x00\x01\x1b[31m\u202e\ufeff",
    "'; DROP TABLE cms_searchentry; --",
    "' OR 1=1 --",
    'a & | ! ( ) : * <-> \\ "',
    ":*",
    "!!! ((( )))",
    '"unbalanced quotation',
    '"" ""',
    "“curly” ‘quotes’",
    "%s %(name)s {0} {{ x }}",
    "<script>alert(1)</script>",
    "ﬁ ℌ 𝔘 é ß İ",
    "١٢٣ 漢字 шум",
    "x" * 5_000,
    "word " * 5_000,
    "a" * 1_000_000,
    "\ud800",
    "-" * 300,
)


def test_words_are_compared_without_capitals_accents_and_apostrophes() -> None:
    assert words_of("The Victim’s CAFÉ can't") == ("the", "victim", "cafe", "cant")


def test_words_in_quotation_marks_stay_together() -> None:
    assert terms_of('ask "best evidence" now') == (
        Term(("ask",)),
        Term(("best", "evidence"), is_quoted=True),
        Term(("now",)),
    )


def test_what_is_too_long_is_cut() -> None:
    assert len(tidy("ab " * 500)) <= LONGEST_QUERY
    assert sum(len(term.words) for term in terms_of("word " * 500)) == 20


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("burnuot", "burnout", 1),
        ("evidance", "evidence", 1),
        ("acount", "account", 1),
        ("suspect", "suspect", 0),
        ("", "abc", 3),
    ],
)
def test_a_swap_is_one_mistake_as_is_a_wrong_letter(typed: str, meant: str, expected: int) -> None:
    assert mistakes(typed, meant) == expected


@pytest.mark.django_db
def test_nothing_that_anyone_types_fails(officer: User) -> None:
    GuidancePageFactory(title="Word by word")
    for typed in HOSTILE:
        answer = answer_to(officer, typed)
        assert len(answer.query) <= LONGEST_QUERY
