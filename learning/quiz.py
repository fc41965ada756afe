"""A quiz as plain values, read from the stored form that a revision keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class QuestionKind(StrEnum):
    """The names of the block types, so that stored quizzes need no translation."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    REFLECTION = "reflection"


MARKED_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.ORDER})

# What a person chose for one question: option id -> position. A choice has position 1;
# in a question of order, two items may share a position until the answer is finished.
Answer = Mapping[str, int]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Option:
    """One thing to choose, or to put in its place; feedback is shown once it was chosen."""

    id: str
    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """One question; the options of a question of order stand in their right order."""

    id: str
    kind: QuestionKind
    text: str
    options: tuple[Option, ...] = ()
    feedback: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether it counts towards the score; a reflection never does."""
        return self.kind in MARKED_KINDS


# Stored stream values are JSON of Wagtail's making; their shape is that of learning.blocks.
Stored = Mapping[str, Any]


def read_quiz(stored: Sequence[Stored]) -> tuple[Question, ...]:
    """Return the questions of a stored quiz, in order."""
    return tuple(_read_question(block) for block in stored)


def _read_question(block: Stored) -> Question:
    kind = QuestionKind(block["type"])
    value = block["value"]
    return Question(
        id=block["id"],
        kind=kind,
        text=value["question"],
        options=tuple(_read_option(item, kind) for item in value.get("options", [])),
        feedback=value.get("feedback") or "",
    )


def _read_option(item: Stored, kind: QuestionKind) -> Option:
    value = item["value"]
    if kind is QuestionKind.ORDER:
        return Option(id=item["id"], text=value, correct=True)
    return Option(
        id=item["id"],
        text=value["text"],
        correct=bool(value.get("correct")),
        feedback=value.get("feedback") or "",
    )
