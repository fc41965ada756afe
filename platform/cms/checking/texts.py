"""Takes the words out of a saved page, each with the place that it stands in."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cms.sameness import BOOKKEEPING, blocks_of

# Addresses, keys and choices: read by machines, or not typed.
NOT_WORDS = BOOKKEEPING | {
    "alias_of",
    "change_kind",
    "content_type",
    "depth",
    "evidence_rating",
    "id",
    "key",
    "kind",
    "level",
    "locale",
    "marking",
    "page",
    "pk",
    "slug",
    "translation_key",
    "type",
    "url",
    "version_label",
}
# Shown to nobody who reads the page as running text.
NOT_PROSE = frozenset(
    {"change_note", "references", "search_description", "seo_title", "phone", "confirm_question"}
)
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|div|td|th)>|<br\s*/?>", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and the names of the fields and blocks around them, from the outside in."""

    path: tuple[str, ...]
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether the words are part of what is read from top to bottom."""
        return not NOT_PROSE & set(self.path)


def pieces_of(state: Mapping[str, object]) -> Iterator[Piece]:
    """The words of a page's saved state: fields, blocks and rows, without markup."""
    for name, value in state.items():
        if name not in NOT_WORDS:
            yield from _pieces((name,), value)


def _pieces(path: tuple[str, ...], value: object) -> Iterator[Piece]:
    if isinstance(value, str):
        parsed = blocks_of(value)
        if parsed is not value:
            yield from _pieces(path, parsed)
        elif words := plain(value):
            yield Piece(path, words)
    elif isinstance(value, Mapping):
        yield from _pieces_of_block(path, value)
    elif isinstance(value, list):
        for part in value:
            yield from _pieces(path, part)


def _pieces_of_block(path: tuple[str, ...], block: Mapping[str, object]) -> Iterator[Piece]:
    kind = block.get("type")
    if isinstance(kind, str) and "value" in block:
        yield from _pieces((*path, kind), block["value"])
        return
    for name, value in block.items():
        if name not in NOT_WORDS:
            yield from _pieces((*path, name), value)


def plain(value: str) -> str:
    """Text without tags; the end of a paragraph or list item becomes the end of a line."""
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", value))).strip()
