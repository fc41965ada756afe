"""A module as a list of sections with one person's place in it. Plain values, no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import ngettext


@dataclass(frozen=True)
class SectionEntry:
    """One line of the contents; number is its place, from 1."""

    number: int
    key: UUID
    title: str
    minutes: int
    content_note: str
    seen: bool

    @property
    def minutes_in_words(self) -> str:
        """How long it takes; put together here, because a list may have a hundred lines."""
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", self.minutes) % {
            "minutes": self.minutes
        }


@dataclass(frozen=True)
class Outline:
    """The contents of a module for one person; current is where they were last, if known."""

    sections: tuple[SectionEntry, ...]
    current: UUID | None = None
    started: bool = False

    @property
    def minutes(self) -> int:
        """How long the whole module takes."""
        return sum(section.minutes for section in self.sections)

    @property
    def minutes_left(self) -> int:
        """How long the sections take that are still to be seen."""
        return sum(section.minutes for section in self.sections if not section.seen)

    @property
    def seen(self) -> int:
        """How many sections have been read or skipped."""
        return sum(section.seen for section in self.sections)

    @property
    def all_seen(self) -> bool:
        """Whether nothing is left to read."""
        return all(section.seen for section in self.sections)

    @property
    def resume_at(self) -> SectionEntry | None:
        """Where to go on: the very section the person was at; None once all are seen."""
        if self.all_seen:
            return None
        here = self.by_key(self.current)
        return here or next(section for section in self.sections if not section.seen)

    def by_key(self, key: UUID | None) -> SectionEntry | None:
        """The section with this key, if the published module still has it."""
        return next((section for section in self.sections if section.key == key), None)

    def by_number(self, number: int) -> SectionEntry | None:
        """The section in this place, if there is one."""
        return self.sections[number - 1] if 1 <= number <= len(self.sections) else None


def next_key(keys: Sequence[UUID], seen: Iterable[UUID], saved: UUID) -> UUID | None:
    """Where a person goes after saving a section: the one that follows it.

    After the last one, back to the first that was left out; None when all are seen.
    """
    done = set(seen) | {saved}
    if done >= set(keys):
        return None
    following = keys[keys.index(saved) + 1 :]
    return following[0] if following else next(key for key in keys if key not in done)
