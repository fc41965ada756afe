"""Keeps the table that search looks in as the published pages are.

Written in the transaction that saves the page, so that no page is ever found by words that it no
longer has. A sweep mends what was changed past the services.
"""

from typing import cast

from django.db import transaction
from django.db.models import F, Q

from cms.models import BasePage, ContentChange, HomePage, SearchEntry, SearchWord
from cms.querysets import ReadablePageQuerySet
from cms.search.content import gather

# PostgreSQL holds a megabyte of stems for one page; no page that people read comes near.
MOST_TEXT = 200_000
UPDATED = ["revision_id", "title", "summary", "headings", "body", "quiet", "words"]


@transaction.atomic
def index_page(page_id: int) -> bool:
    """Write down the words of the page as it is live now; return whether it can be found.

    Read afresh: what an editor has in memory may be a draft.
    """
    page = _findable().filter(pk=page_id).select_for_update(of=("self",)).first()
    if page is None:
        SearchEntry.objects.filter(pk=page_id).delete()
        return False
    entry = entry_of(page.specific)
    SearchEntry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["page"], update_fields=UPDATED
    )
    SearchWord.objects.bulk_create(
        [SearchWord(word=word) for word in entry.words], ignore_conflicts=True
    )
    return True


def entry_of(page: BasePage) -> SearchEntry:
    """What search keeps of a page, which is of its own type; not saved."""
    words = gather(page)
    return SearchEntry(
        page_id=page.pk,
        revision_id=page.live_revision_id,
        title=words.title,
        summary=words.summary,
        headings="\n".join(words.headings)[:MOST_TEXT],
        body="\n".join(words.body)[:MOST_TEXT],
        quiet="\n".join(words.quiet)[:MOST_TEXT],
        words=words.vocabulary(),
    )


def mend_index() -> int:
    """Catch up with pages that were changed past us; return how many were written again."""
    SearchEntry.objects.exclude(page__in=_findable()).delete()
    stale = Q(search_entry=None) | ~Q(search_entry__revision_id=F("live_revision_id"))
    both_without = Q(search_entry__revision_id=None, live_revision_id=None)
    pages = _findable().filter(stale).exclude(both_without & Q(search_entry__isnull=False))
    return sum(index_page(key) for key in pages.values_list("pk", flat=True))


def forget_unused_words() -> int:
    """Remove the words that no page has any more; return how many."""
    unused = SearchWord.objects.raw(
        "SELECT word FROM cms_searchword WHERE word NOT IN"
        " (SELECT unnest(words) FROM cms_searchentry)"
    )
    removed, _by_model = SearchWord.objects.filter(pk__in=[row.pk for row in unused]).delete()
    return removed


@transaction.atomic
def forget_old_changes() -> None:
    """Leave one token in place of all: how many there were is of no use to anybody."""
    ContentChange.objects.all().delete()
    ContentChange.objects.create()


def _findable() -> ReadablePageQuerySet:
    """Live pages, without home: its address is the start page's."""
    pages = BasePage.objects.live().exclude(pk__in=HomePage.objects.values("pk"))
    return cast(ReadablePageQuerySet, pages)
