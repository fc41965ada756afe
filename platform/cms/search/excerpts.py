"""Shows where in a page the words stand: a piece of its text with the words marked, and safe."""

import re
from collections.abc import Sequence

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Func
from django.db.models.functions import Left
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.models import SearchEntry
from cms.models.searching import SEARCH_CONFIG
from cms.search.synonyms import Name, Unit

# Two characters that no keyboard has, in place of tags: the text is escaped before it is marked.
START, STOP = "\ue000", "\ue001"
_MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
# Headlines read the whole text again; what a page says of a word, it mostly says early.
MOST_TEXT = 6_000


def excerpts(pages: Sequence[int], units: Sequence[Unit]) -> dict[int, SafeString]:
    """For each page its summary or a piece of its body, whichever has more of the words."""
    if not units:
        plain = SearchEntry.objects.filter(pk__in=pages).values_list("pk", "summary")
        return {pk: marked(summary) for pk, summary in plain}
    query = _any_of(units)
    entries = SearchEntry.objects.filter(pk__in=pages).annotate(
        summary_marked=_headline("summary", query, whole=True),
        body_marked=_headline("body", query),
    )
    rows = entries.values_list("pk", "summary_marked", "body_marked")
    return {pk: marked(_better(summary, body)) for pk, summary, body in rows}


def marked(text: str) -> SafeString:
    """The text escaped, with what stands between the two characters marked."""
    parts = _MARKED.split(text)
    pieces = (
        format_html("<mark>{}</mark>" if number % 2 else "{}", _bare(part))
        for number, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _bare(text: str) -> str:
    return text.replace(START, "").replace(STOP, "")


def _better(summary: str, body: str) -> str:
    return body if _words_marked(body) > _words_marked(summary) else summary


def _words_marked(text: str) -> int:
    return len({word.casefold() for word in _MARKED.findall(text)})


class _Once(Func):
    """Made once for the query, not again for every row."""

    template = "(SELECT %(expressions)s)"


def _any_of(units: Sequence[Unit]) -> _Once:
    """All names in one text: one expression for each would take longer to put together."""
    names = (_raw(name, is_prefix=unit.is_prefix) for unit in units for name in unit.names)
    return _Once(SearchQuery(" | ".join(names), config=SEARCH_CONFIG, search_type="raw"))


def _raw(name: Name, *, is_prefix: bool) -> str:
    """The words of a name one after the other. Words hold letters and digits only."""
    return f"{name[0]}:*" if is_prefix else f"({' <-> '.join(name)})"


def _headline(field: str, query: _Once, *, whole: bool = False) -> SearchHeadline:
    return SearchHeadline(
        field if whole else Left(field, MOST_TEXT),
        query,
        config=SEARCH_CONFIG,
        start_sel=START,
        stop_sel=STOP,
        highlight_all=whole or None,
        max_words=None if whole else 32,
        min_words=None if whole else 16,
    )
