"""Answers what somebody looks for, as far as they may read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from cms.forms.searching import Named, SearchFilterForm, SearchForm, facet_label
from cms.search.filters import Facet, Filters, PageFacts, counts, read_filters
from cms.search.finding import Answer, find
from cms.search.private_words import touches_wellbeing
from cms.search.words import LONGEST_QUERY
from cms.selectors.searching import (
    Readable,
    forces_of,
    near_pages,
    readable_by,
    results_for,
    sheet_of,
    values_of,
)
from cms.services.search_misses import record_miss

# The values of each facet and their names.
Known = Mapping[Facet, Named]
BROWSED = (Facet.PILLAR, Facet.STAGE)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that the person may read and that answer what they typed, or ways on from nothing."""
    readable = readable_by(request.user)
    known = _known_values(readable)
    filters = read_filters(request.GET.getlist, known)
    typed = request.GET.get("q", "")
    answer = find(readable.keys, typed)
    _remember_miss(request, answer)
    context: dict[str, Any] = {
        "form": SearchForm(initial={"q": answer.query}),
        "answer": answer,
        "has_asked": bool(answer.query or filters),
        "unknown": list(dict.fromkeys(answer.unknown)),
        "was_cut": len(" ".join(typed.split())) > LONGEST_QUERY,
        "touches_wellbeing": touches_wellbeing(answer.query),
    }
    found = _found(readable, answer)
    if context["has_asked"] and found.facts:
        context |= _narrowed(request, found, filters, known)
    else:
        context["browse"] = _browse(readable, known)
        context["near"] = near_pages(readable, answer.query) if answer.query else []
    return render(request, "cms/search.html", context)


def _known_values(readable: Readable) -> Known:
    return {
        facet: forces_of(readable) if facet is Facet.FORCE else values_of(facet) for facet in Facet
    }


@dataclass(frozen=True)
class Found:
    """The pages that answer a query, best first, with what each is filtered by."""

    readable: Readable
    answer: Answer
    facts: Mapping[int, PageFacts]


def _found(readable: Readable, answer: Answer) -> Found:
    """What was found; without a query all pages, by their titles."""
    pages = answer.pages if answer.query else readable.catalogue.pages
    return Found(readable, answer, readable.facts(pages))


def _narrowed(request: HttpRequest, found: Found, filters: Filters, known: Known) -> dict[str, Any]:
    """What was found, as far as the filters let it pass, and what they could be instead."""
    query, facts = found.answer.query, found.facts
    passing = (
        [page for page, fact in facts.items() if filters.let_pass(fact)] if filters else [*facts]
    )
    shown = _results(request, found, passing) if passing else {}
    return shown | {
        "filter_form": SearchFilterForm(query, filters, counts(facts.values(), filters), known),
        "clear_href": _address(query, Filters()),
        "chosen": _chosen(found.answer, filters, known),
        "dropped": [] if passing else _dropped(found.answer, facts.values(), filters),
    }


def _results(request: HttpRequest, found: Found, pages: Sequence[int]) -> dict[str, Any]:
    sheet = sheet_of(pages, request.GET.get("page"))
    results = results_for(found.readable, sheet, found.answer)
    return {"sheet": sheet, "results": results}


def _chosen(answer: Answer, filters: Filters, known: Known) -> list[dict[str, str]]:
    """Each filter that is on, with the address of the same search without it."""
    return [
        {
            "facet": facet.value,
            "value": value,
            "label": facet_label(facet),
            "name": name,
            "href": _address(answer.query, filters.without_value(facet, value)),
        }
        for facet in Facet
        for value, name in known[facet].items()
        if value in filters.values(facet)
    ]


def _dropped(answer: Answer, facts: Iterable[PageFacts], filters: Filters) -> list[dict[str, Any]]:
    """What would be found without each filter, where the filters leave nothing."""
    ways = []
    for facet in Facet:
        rest = filters.without(facet)
        count = sum(rest.let_pass(page) for page in facts)
        if filters.values(facet) and count:
            href = _address(answer.query, rest)
            ways.append({"label": facet_label(facet), "count": count, "href": href})
    return ways


def _browse(readable: Readable, known: Known) -> list[dict[str, Any]]:
    """The subjects by which the person can look through all that they may read."""
    having = counts(readable.facts(readable.keys).values(), Filters())
    return [
        {
            "label": facet_label(facet),
            "links": [
                {
                    "label": name,
                    "count": having[facet][value],
                    "href": _address("", Filters({facet: frozenset({value})})),
                }
                for value, name in known[facet].items()
                if having[facet][value]
            ],
        }
        for facet in BROWSED
    ]


def _address(query: str, filters: Filters) -> str:
    """The query string of a search."""
    asked = QueryDict(mutable=True)
    asked["q"] = query
    for facet in Facet:
        asked.setlist(facet.value, sorted(filters.values(facet)))
    return f"?{asked.urlencode()}"


def _remember_miss(request: HttpRequest, answer: Answer) -> None:
    if answer.query and answer.misses_most and isinstance(request.user, User):
        record_miss(person=request.user, query=answer.query, now=timezone.now())
