"""Fills the benchmark of search with as many pages as a large site has."""

import json
import re
from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import uuid4

from django.db import connection
from django.db.models import Max
from wagtail.models import Page

from accounts.models import User
from cms.bench_text import Writer
from cms.models import (
    BasePage,
    GuidancePage,
    Pillar,
    SearchEntry,
    SearchWord,
    SectionIndexPage,
    Stage,
)
from cms.services import GUIDANCE_SLUG, ensure_site_tree
from cms.services.search_index import entry_of
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole

JOINED = date(2025, 1, 6)
# A page of some 600 words, a third of them the demo's own.
KNOWN_SENTENCES, DRAWN_SENTENCES = 13, 27
WORDS_A_TITLE = 6
PAGES_A_SECTION = 100
_SENTENCE = re.compile(r"[^.?!\n]{20,}[.?!]")


def fill(pages: int) -> None:
    """Add pages until there are so many, with sentences of the pages that are there and drawn ones.

    They are copies of one page that was made as every page is, with words of their own: five
    thousand made one by one would take longer than all that is measured.
    """
    # The same pages at every run, so that two runs can be compared; nothing here is a secret.
    draw = Random(5)  # noqa: S311
    entries = SearchEntry.objects.order_by("pk").values_list("body", flat=True)
    writer = Writer(draw, [found for body in entries for found in _SENTENCE.findall(body)])
    wanted = max(0, pages - BasePage.objects.count())
    sections = -(-wanted // PAGES_A_SECTION)
    for number in range(sections):
        section, pattern = _section(number, draw, writer)
        count = min(PAGES_A_SECTION, wanted - number * PAGES_A_SECTION)
        _copy(section, pattern, [_page(key, draw, writer) for key in range(1, count)])


def _copy(section: SectionIndexPage, pattern: GuidancePage, pages: list[GuidancePage]) -> None:
    first = (Page.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    for number, page in enumerate(pages):
        page.pk = page.id = page.page_ptr_id = page.basepage_ptr_id = first + number
        page.path = Page._get_path(section.path, section.depth + 1, number + 2)
        page.url_path = f"{section.url_path}{page.slug}/"
    with connection.cursor() as cursor:
        for table, key, fields in _TABLES:
            rows = [(json.dumps(_values(page, key, fields)), pattern.pk) for page in pages]
            cursor.executemany(
                f"INSERT INTO {table} SELECT (jsonb_populate_record(pattern, %s::jsonb)).*"  # noqa: S608 -- names of ours
                f" FROM {table} pattern WHERE {key} = %s",
                rows,
            )
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), %s)",
            [first + len(pages)],
        )
    Page.objects.filter(pk=section.pk).update(numchild=len(pages) + 1)
    _index([entry_of(page) for page in pages])


def _index(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(entries)
    words = {word for entry in entries for word in entry.words}
    SearchWord.objects.bulk_create(
        [SearchWord(word=word) for word in sorted(words)], ignore_conflicts=True
    )


# The tables that make a page of guidance, their keys, and what differs from the pattern.
_TABLES = (
    ("wagtailcore_page", "id", ("path", "title", "slug", "url_path", "translation_key")),
    ("cms_basepage", "page_ptr_id", ("summary", "pillars", "stages", "audience_roles")),
    ("cms_guidancepage", "basepage_ptr_id", ("body",)),
)


def _values(page: GuidancePage, key: str, fields: tuple[str, ...]) -> dict[str, object]:
    values = {name: getattr(page, name) for name in fields}
    if "body" in values:
        values["body"] = list(page.body.raw_data)
    if "translation_key" in values:
        values["translation_key"] = str(uuid4())
    return values | {key: page.pk}


def make_reader() -> User:
    """An investigator in post, who sees what most readers see."""
    reader = User.objects.create_user("reader@bench.example", None, first_name="Bench")
    rank, _made = Rank.objects.get_or_create(
        short="BENCH", defaults={"name": "Benchmark", "order": 1, "kind": Rank.Kind.OFFICER}
    )
    places = list(_places())
    Membership.objects.create(
        person=reader,
        node=places[-1],
        force=places[2],
        rank=rank,
        rasso_role=RassoRole.INVESTIGATOR,
        service_number="B1",
        started_on=JOINED,
    )
    return reader


def _places() -> Iterator[Node]:
    kinds = (NodeKind.NATION, NodeKind.REGION, NodeKind.FORCE, NodeKind.UNIT, NodeKind.TEAM)
    above: Node | None = None
    for kind in kinds:
        fields = {"kind": kind, "name": "Bench", "slug": f"bench-{kind}", "opened_on": JOINED}
        above = Node.add_root(**fields) if above is None else above.add_child(**fields)
        yield above


def _section(number: int, draw: Random, writer: Writer) -> tuple[SectionIndexPage, GuidancePage]:
    """A section, and the one page in it that was made as every page is."""
    root = SectionIndexPage.objects.child_of(ensure_site_tree()).get(slug=GUIDANCE_SLUG)
    section: SectionIndexPage = root.add_child(
        instance=SectionIndexPage(title=f"Section {number}", slug=f"s{number}", summary="Measured.")
    )
    pattern: GuidancePage = section.add_child(instance=_page(0, draw, writer))
    return section, pattern


def _page(number: int, draw: Random, writer: Writer) -> GuidancePage:
    sentences = [*writer.known(KNOWN_SENTENCES), *writer.drawn(DRAWN_SENTENCES)]
    words = draw.sample(" ".join(sentences).split(), WORDS_A_TITLE)
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return GuidancePage(
        title=" ".join(words),
        slug=f"p{number}",
        summary=" ".join(draw.sample(sentences, 2))[:500],
        pillars=[draw.choice(Pillar.values)],
        stages=[draw.choice(Stage.values)],
        # In the order of the form, as an editor's choice is saved.
        audience_roles=sorted(draw.sample(RassoRole.values, 3), key=RassoRole.values.index),
        body=[{"type": "text", "value": text}],
    )
