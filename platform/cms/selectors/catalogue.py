"""Reads what search knows of every live page, and keeps it for as long as it is true.

Each change of what pages are or who may read them leaves a token, by a trigger in the database
that nothing gets past. The tokens are read first: what is kept can then be newer than they say, but
never older.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.aggregates import BitXor
from django.db.models import BigIntegerField, Func, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import get_page_models

from cms.models import BasePage, ContentChange, HomePage
from cms.readership import Readability, readability_of
from cms.search.catalogue import Catalogue, Listed
from cms.search.filters import NATIONAL, Facet, PageFacts, mark


class _Row(NamedTuple):
    """The columns that are read of each page, by the names that queries have for them."""

    pk: int
    content_type: int
    title: str
    slug: str
    path: str
    url_path: str
    last_published_at: datetime | None
    marking: str
    is_public: bool
    shared_with_cps: bool
    audience_roles: list[str]
    pillars: list[str]
    stages: list[int]
    force_id: int | None
    force__slug: str | None


def current_catalogue() -> Catalogue:
    """Every live page as it is now; read anew only if something changed since."""
    state = _state()
    # The table was emptied, and tells nothing of what has changed.
    return _read() if state is None else _kept(state)


def _state() -> int | None:
    """All tokens in one number. How many there are would not do: changes are also taken back."""
    number = Func(
        Cast("token", TextField()),
        Value(0),
        function="hashtextextended",
        output_field=BigIntegerField(),
    )
    found: int | None = ContentChange.objects.aggregate(state=BitXor(number))["state"]
    return found


@lru_cache(maxsize=1)
def _kept(_state: int) -> Catalogue:
    return _read()


def _read() -> Catalogue:
    pages = {}
    keys = defaultdict[Readability, set[int]](set)
    models = _models_by_content_type()
    for row in _rows():
        pages[row.pk] = _listed(row, models[row.content_type])
        keys[readability_of(row)].add(row.pk)
    return Catalogue(pages, {facts: frozenset(having) for facts, having in keys.items()})


def _rows() -> Iterator[_Row]:
    live = BasePage.objects.live().exclude(pk__in=HomePage.objects.values("pk"))
    return map(_Row._make, live.order_by("title", "path").values_list(*_Row._fields))


def _models_by_content_type() -> dict[int, type[BasePage]]:
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    found = ContentType.objects.get_for_models(*models)
    return {found[model].pk: model for model in models}


def _listed(row: _Row, model: type[BasePage]) -> Listed:
    return Listed(
        key=row.pk,
        model=model,
        title=row.title,
        slug=row.slug,
        path=row.path,
        url_path=row.url_path,
        marking=row.marking,
        changed_at=row.last_published_at,
        facts=_facts(row, model),
    )


def _facts(row: _Row, model: type[BasePage]) -> PageFacts:
    return (
        *(mark(Facet.PILLAR, pillar) for pillar in row.pillars),
        *(mark(Facet.STAGE, str(stage)) for stage in row.stages),
        *(mark(Facet.ROLE, role) for role in row.audience_roles),
        mark(Facet.TYPE, str(model._meta.model_name)),
        mark(Facet.FORCE, row.force__slug or NATIONAL),
    )
