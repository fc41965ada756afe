"""Finds which words came and went between two texts. Pure: strings in, frozen records out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

# A word with the space after it, so that runs of words join up again as they were.
WORD = re.compile(r"\S+\s*")
# Below this two paragraphs share too little to be read as one that was changed.
LEAST_ALIKE = 0.4
# The comparison takes the product of both lengths; beyond this, paragraphs are compared whole.
MOST_WORDS = 2000
Block = tuple[str, int, int, int, int]


class Change(Enum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side that met with the same change."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as runs of words."""

    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any word of it came or went."""
        return any(run.change is not Change.SAME for run in self.runs)


def compare(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Return every paragraph of both texts in reading order, each once."""
    return list(_passages(before, after))


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    for kind, start, end, new_start, new_end in _blocks(before, after):
        if kind == "equal":
            yield from (_whole(text, Change.SAME) for text in before[start:end])
        else:
            yield from _replaced(before[start:end], after[new_start:new_end])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Pair each new paragraph with the first old one that it resembles; the rest came or went."""
    left = list(old)
    for text in new:
        found = next((place for place, was in enumerate(left) if _alike(was, text)), None)
        if found is None:
            yield _whole(text, Change.ADDED)
            continue
        yield from (_whole(gone, Change.REMOVED) for gone in left[:found])
        yield _merged(left[found], text)
        left = left[found + 1 :]
    yield from (_whole(gone, Change.REMOVED) for gone in left)


def _alike(was: str, text: str) -> bool:
    old, new = WORD.findall(was), WORD.findall(text)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    return matcher.quick_ratio() >= LEAST_ALIKE and matcher.ratio() >= LEAST_ALIKE


def _merged(was: str, text: str) -> Passage:
    old, new = WORD.findall(was), WORD.findall(text)
    return Passage(tuple(_runs(old, new)))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for kind, start, end, new_start, new_end in _blocks(_bare(old), _bare(new)):
        if kind == "equal":
            # The new text's own spaces: the old paragraph may have ended at this word.
            yield Run(Change.SAME, "".join(new[new_start:new_end]))
            continue
        if end > start:
            yield Run(Change.REMOVED, "".join(old[start:end]))
        if new_end > new_start:
            yield Run(Change.ADDED, "".join(new[new_start:new_end]))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Sequence[Block]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _bare(words: list[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _whole(text: str, change: Change) -> Passage:
    return Passage((Run(change, text),))
