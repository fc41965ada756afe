"""Gathers the words of a page, by what its type declares as its search fields.

A page type of a package above says nothing more than it says to Wagtail; a field that is not
declared, such as a quiz, is never found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.base import Block
from wagtail.search.index import RelatedFields, SearchField

from cms.models import BasePage
from cms.search.words import words_of

# Said of every page by fields of its own.
OWN_FIELDS = frozenset({"title", "summary"})
# The same numbers stand on many pages; whoever looks for one is led to the directory.
LEFT_OUT = frozenset({"support_panel"})
SHORTEST_WORD = 3
LONGEST_WORD = 40


@dataclass
class PageWords:
    """The words of a page by how much they say of it; quiet ones are never shown."""

    title: str
    summary: str
    headings: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)

    def vocabulary(self) -> list[str]:
        """Every word once, as misspellings are compared with it."""
        parts = [self.title, self.summary, *self.headings, *self.body, *self.quiet]
        found = {word for part in parts for word in words_of(part)}
        return sorted(word for word in found if is_a_word(word))


def is_a_word(word: str) -> bool:
    """Whether it is made of letters and neither too short nor too long to be compared."""
    return word.isalpha() and SHORTEST_WORD <= len(word) <= LONGEST_WORD


def gather(page: BasePage) -> PageWords:
    """Return the words of a page, which is of its own type."""
    found = PageWords(title=page.title, summary=page.summary, quiet=_sorted_by(page))
    _add(found, page.references, quiet=True)
    for declared in page.get_search_fields():
        if isinstance(declared, SearchField) and declared.field_name not in OWN_FIELDS:
            _add(found, getattr(page, declared.field_name), quiet=False)
        elif isinstance(declared, RelatedFields):
            _add_related(found, page, declared)
    return found


def _sorted_by(page: BasePage) -> list[str]:
    """The words that sort the page, which may not stand in its text: its kind, whom it is for."""
    kind = str(page._meta.verbose_name)
    return [kind, *page.pillar_labels, *page.stage_labels, *page.audience_labels]


# Wagtail's declarations have no types.
def _add_related(found: PageWords, page: BasePage, declared: Any) -> None:
    """Add the parts of a page, such as sections; one behind a content note stays quiet."""
    names = [part.field_name for part in declared.fields if isinstance(part, SearchField)]
    for part in getattr(page, declared.field_name).all():
        quiet = bool(getattr(part, "content_note", ""))
        for name in names:
            value = getattr(part, name)
            if name == "title":
                found.headings.append(value)
            else:
                _add(found, value, quiet=quiet)


def _add(found: PageWords, value: object, *, quiet: bool) -> None:
    target = found.quiet if quiet else found.body
    if isinstance(value, StreamValue):
        for child in value:
            _add_block(found, child.block, child.value, target)
    elif isinstance(value, str) and value:
        target.append(value)


# A block's value is whatever its children make of it.
def _add_block(found: PageWords, block: Block, value: Any, target: list[str]) -> None:
    if block.name in LEFT_OUT:
        return
    if block.name == "heading":
        found.headings.append(value["text"])
        return
    hidden = bool(value.get("content_note")) if isinstance(value, dict) else False
    (found.quiet if hidden else target).extend(_texts(block.get_searchable_content(value)))


def _texts(values: Iterable[object]) -> list[str]:
    texts = (" ".join(str(value).split()) for value in values)
    return [text for text in texts if text]
