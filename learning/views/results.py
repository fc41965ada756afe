"""Puts a marked attempt into lines for the result page."""

from collections.abc import Mapping
from dataclasses import dataclass

from learning.marking import is_right
from learning.models import QuizAttempt
from learning.quiz import Answer, Option, Question
from learning.selectors.quiz import PublishedQuiz


@dataclass(frozen=True)
class ResultLine:
    """One question with what was answered; solution is empty until the quiz is passed."""

    number: int
    question: Question
    right: bool
    chosen: tuple[Option, ...]
    solution: tuple[Option, ...]
    reflection: str


def result_lines(
    attempt: QuizAttempt, published: PublishedQuiz, reflections: Mapping[str, str]
) -> list[ResultLine]:
    """Return a line for each question. Who failed gets feedback, not the answers to copy."""
    return [
        ResultLine(
            number=number,
            question=question,
            right=is_right(question, attempt.answers.get(question.id, {})),
            chosen=chosen_options(question, attempt.answers.get(question.id, {})),
            solution=_solution(question) if attempt.passed else (),
            reflection=reflections.get(question.id, ""),
        )
        for number, question in enumerate(published.questions, start=1)
    ]


def chosen_options(question: Question, answer: Answer) -> tuple[Option, ...]:
    """Return the options that were chosen, in the order they were put in."""
    chosen = [option for option in question.options if option.id in answer]
    return tuple(sorted(chosen, key=lambda option: answer[option.id]))


def _solution(question: Question) -> tuple[Option, ...]:
    return tuple(option for option in question.options if option.correct)
