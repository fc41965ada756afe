"""What officers type and which pages answer it; how many of them the search answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from cms.models import BasePage
from cms.search.finding import find

QUESTIONS = Path(__file__).parents[1] / "data" / "search_questions.yaml"
# A reader looks at so many results before they give up.
FIRST = 3


@dataclass(frozen=True)
class Question:
    """Something to type, and the last parts of the addresses of the pages that answer it."""

    ask: str
    pages: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What became of a question: the first pages that were found, and whether one answers it."""

    question: Question
    first: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        """Whether the right page is among the first."""
        return bool(self.question.pages.intersection(self.first))


def read_questions() -> list[Question]:
    """The questions of the file, in its order."""
    described = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return [Question(str(each["ask"]), frozenset(each["pages"])) for each in described]


def ask_all(readable: frozenset[int], questions: Sequence[Question]) -> Iterator[Outcome]:
    """Ask each question of the pages with these keys and yield what became of it."""
    slugs = dict(BasePage.objects.values_list("pk", "slug"))
    for question in questions:
        answer = find(readable, question.ask)
        yield Outcome(question, tuple(slugs[key] for key in answer.pages[:FIRST]))


def share_answered(outcomes: Sequence[Outcome]) -> float:
    """The share of the questions that were answered, 0 to 1."""
    return sum(outcome.is_answered for outcome in outcomes) / len(outcomes)
