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
        options=tuple(
            _read_option(*_id_and_value(item, place), kind)
            for place, item in enumerate(value.get("options", []), start=1)
        ),
        feedback=value.get("feedback") or "",
    )


# An item is stored with its id, or, if no editor has saved it yet, as its bare value.
def _id_and_value(item: Any, place: int) -> tuple[str, Any]:
    """Return the option's id and value; within one revision its place is as good as an id."""
    if isinstance(item, Mapping) and item.get("type") == "item":
        return item.get("id") or str(place), item["value"]
    return str(place), item


def _read_option(option_id: str, value: Any, kind: QuestionKind) -> Option:
    if kind is QuestionKind.ORDER:
        return Option(id=option_id, text=value, correct=True)
    return Option(
        id=option_id,
        text=value["text"],
        correct=bool(value.get("correct")),
        feedback=value.get("feedback") or "",
    )
