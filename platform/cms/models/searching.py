"""What search looks in, the words that mean the same, and what was looked for in vain."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.models.base import BasePage
from core.models import PublicIdModel

# English stems without accents; made by the migration that makes the table.
SEARCH_CONFIG = "lodestar"

_HEAD = (
    SearchVector("title", weight="A", config=SEARCH_CONFIG)
    + SearchVector("summary", weight="B", config=SEARCH_CONFIG)
    + SearchVector("headings", weight="C", config=SEARCH_CONFIG)
)
_ALL = (
    _HEAD
    + SearchVector("body", weight="D", config=SEARCH_CONFIG)
    + SearchVector("quiet", weight="D", config=SEARCH_CONFIG)
)


class SearchEntry(models.Model):
    """The words of one live page as they were published. Who may read it is asked of the page."""

    page = models.OneToOneField(
        # An entry is nothing without its page.
        BasePage,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    # None for a page that went live without a revision, as a section of the tree does.
    revision_id = models.BigIntegerField(null=True)
    title = models.TextField()
    summary = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # Found like the body, but never shown as an excerpt: it stands behind a content note.
    quiet = models.TextField(blank=True)
    words = ArrayField(models.TextField(), default=list)
    # Small enough to stay in the row: ranking reads it for every page whose head has a word.
    head = models.GeneratedField(
        expression=_HEAD, output_field=SearchVectorField(), db_persist=True
    )
    vector = models.GeneratedField(
        expression=_ALL, output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["head"], name="cms_search_head"),
            GinIndex(fields=["vector"], name="cms_search_vector"),
            GinIndex(fields=["words"], name="cms_search_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="cms_search_title"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that stands on some page: what a misspelling is compared with.

    A word alone is never shown: it is offered only where a page that the reader may read has it.
    """

    word = models.TextField(primary_key=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="cms_search_word"),
        ]

    def __str__(self) -> str:
        return self.word


class ContentChange(models.Model):
    """A token for each change of what pages are or who may read them; triggers write them.

    It says that something changed since a process last looked, not what, when or by whom.
    """

    token = models.UUIDField(primary_key=True, db_default=RandomUUID())

    def __str__(self) -> str:
        return str(self.token)


class SynonymGroup(PublicIdModel):
    """Words, abbreviations and phrases for one thing; search takes each for all the others."""

    words = models.TextField(
        _("words"),
        max_length=1000,
        help_text=_(
            "One word, abbreviation or phrase a line, for example SOLO, SOIT and STO. "
            "Capital letters make no difference."
        ),
    )
    # The same as search compares them: see cms.search.words.
    terms = ArrayField(models.TextField(), editable=False, default=list)

    class Meta:
        verbose_name = _("words for one thing")
        verbose_name_plural = _("words for one thing")
        ordering: ClassVar = ["words"]
        indexes: ClassVar = [GinIndex(fields=["terms"], name="cms_synonym_terms")]

    def __str__(self) -> str:
        return ", ".join(self.words.splitlines())


class SearchMiss(PublicIdModel):
    """Something that was looked for and not found, once enough readers have looked for it.

    Before that only a keyed digest is kept, from which nobody can tell the words.
    """

    digest = models.CharField(max_length=64, unique=True)
    # Empty until it may be shown; see cms.services.search_misses.
    words = models.CharField(max_length=200, blank=True)
    # The first day of the month in which it was last looked for; nothing finer is kept.
    month = models.DateField()
    # Each person counts once a day.
    times = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def in_month(self) -> str:
        """The month in words, such as "March 2026"."""
        return date_format(self.month, "F Y")
