"""Reads from the indexes which pages have which words: a row for each condition, not for each page.

A word that people look for stands on most pages, so that a search would bring tens of thousands of
rows; as one array for each condition they cost next to nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection
from django.db.transaction import atomic, set_rollback

from cms.models.searching import SEARCH_CONFIG
from cms.search.synonyms import Name

# What a word weighs in the body (of which the head has none), the headings, the summary, the title.
WEIGHTS = "{0.1,0.3,0.6,1.0}"

Value = str | list[int]


@dataclass(frozen=True)
class Wanted:
    """A condition on entries and the rank of those that fulfil it, as SQL that is written here.

    What was typed is never part of it: it is given beside it.
    """

    where: str
    values: tuple[Value, ...]
    rank: str = ""
    rank_values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Posting:
    """The pages that fulfil a condition and, where they are ranked, the rank of each."""

    pages: tuple[int, ...] = ()
    ranks: tuple[float, ...] = ()


@contextmanager
def by_index() -> Iterator[None]:
    """Inside of it queries use the indexes, however many pages have a word.

    Left alone the planner reads the whole table: it does not count what unpacking the words of
    every page costs, which is fifteen times as much. And it starts workers beside itself or
    compiles the query, which takes longer than what they do. Nothing may be written inside.
    """
    with atomic():
        set_for_now("enable_seqscan = off", "max_parallel_workers_per_gather = 0", "jit = off")
        yield
        # Taking the transaction back takes the settings back, without asking once more.
        set_rollback(True)


def set_for_now(*settings: str) -> None:
    """Set these of PostgreSQL's own settings until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {setting}" for setting in settings))


def in_head(name: Name, *, is_prefix: bool = False) -> Wanted:
    """The words one after the other in title, summary or headings, ranked by where."""
    query, text = _tsquery(name, is_prefix=is_prefix)
    rank = f"ts_rank('{WEIGHTS}', head, {query})"
    return Wanted(f"head @@ {query}", (text,), rank, (text,))


def anywhere(names: Sequence[Name], *, is_prefix: bool = False) -> Wanted:
    """The words of any of the names one after the other, wherever in the page."""
    queries = [_tsquery(name, is_prefix=is_prefix) for name in names]
    either = " || ".join(query for query, _text in queries)
    return Wanted(f"vector @@ ({either})", tuple(text for _query, text in queries))


def spelt(word: str) -> Wanted:
    """The very word, wherever in the page."""
    return Wanted("words @> ARRAY[%s]", (word,))


def among(pages: Sequence[int], wanted: Wanted) -> Wanted:
    """The same, of so few pages that each can be looked at."""
    where = f"page_id = ANY(%s) AND {wanted.where}"
    return replace(wanted, where=where, values=(list(pages), *wanted.values))


def read(wanted: Sequence[Wanted]) -> list[Posting]:
    """The pages for each condition, asked in one query; inside of by_index()."""
    found = [Posting()] * len(wanted)
    if not wanted:
        return found
    values: list[Value] = []
    for each in wanted:
        values += [*each.rank_values, *each.values]
    arms = (_arm(number, each) for number, each in enumerate(wanted))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), values)
        for number, pages, ranks in cursor.fetchall():
            found[number] = Posting(tuple(pages or ()), tuple(ranks or ()))
    return found


def _arm(number: int, wanted: Wanted) -> str:
    ranks = f"array_agg({wanted.rank})" if wanted.rank else "NULL::real[]"
    return (
        f"SELECT {number}, array_agg(page_id), {ranks}"  # noqa: S608 -- names of ours
        f" FROM cms_searchentry WHERE {wanted.where}"
    )


def _tsquery(name: Name, *, is_prefix: bool) -> tuple[str, str]:
    """SQL that makes the query, and its text. Words hold letters and digits only.

    Selected by itself it is made once; as a mere call it would be made again for every row.
    """
    if is_prefix:
        return f"(SELECT to_tsquery('{SEARCH_CONFIG}', %s))", f"{name[0]}:*"
    kind = "plainto" if len(name) == 1 else "phraseto"
    return f"(SELECT {kind}_tsquery('{SEARCH_CONFIG}', %s))", " ".join(name)
