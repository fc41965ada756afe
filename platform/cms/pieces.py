"""The pieces that a page is made of, as text: what a panel stands after, and what is around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.blocks.stream_block import StreamValue

from cms.models.base import BasePage
from cms.models.pages import ListingPage

LABEL_WORDS = 9


@dataclass(frozen=True)
class Piece:
    """One block of a page: its id, what kind of block it is, and its words."""

    id: str
    kind: str
    text: str

    @property
    def label(self) -> str:
        """The kind, and how it begins."""
        beginning = Truncator(self.text).words(LABEL_WORDS)
        return f"{self.kind}: {beginning}" if beginning else self.kind


@dataclass(frozen=True)
class Around:
    """The words before and after a panel; is_there: whether the piece it stands after is."""

    before: str
    after: str
    is_there: bool


def takes_panels(page: BasePage) -> bool:
    """Whether a force can add a panel: to the nation's pages that have a text of their own."""
    if page.force_id is not None or isinstance(page, ListingPage):
        return False
    return bool(page.text_fields())


def pieces_of(page: BasePage) -> list[Piece]:
    """The blocks of a specific page's own text, in the order in which they are read."""
    return [
        Piece(str(block.id), str(block.block.label), words_of(block))
        for text in page.texts()
        for block in text
    ]


def words_of(block: StreamValue.StreamChild) -> str:
    """What is read in one block, as plain text."""
    found = block.block.get_searchable_content(block.value)
    return " ".join(" ".join(strip_tags(str(words)).split()) for words in found)


def around(pieces: Sequence[Piece], anchor: str) -> Around:
    """Return what stands before and after a panel with this anchor; at the end if it is gone."""
    ids = [piece.id for piece in pieces]
    if anchor in ids:
        place = ids.index(anchor)
        following = pieces[place + 1].text if place + 1 < len(pieces) else ""
        return Around(pieces[place].text, following, is_there=True)
    return Around(pieces[-1].text if pieces else "", "", is_there=not anchor)
