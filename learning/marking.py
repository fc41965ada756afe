"""Scores a quiz. A question is right as a whole or not at all, so that a score can be explained."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.quiz import Answer, Answers, Question, QuestionKind


@dataclass(frozen=True)
class Score:
    """How many of the marked questions were right."""

    correct: int
    marked: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down; None where nothing is marked."""
        return self.correct * 100 // self.marked if self.marked else None

    def passes(self, pass_mark: int) -> bool:
        """Whether the score reaches pass_mark per cent, exactly; unmarked quizzes always do."""
        return self.correct * 100 >= pass_mark * self.marked


def is_right(question: Question, answer: Answer) -> bool:
    """Whether the answer is wholly right; False for what is not marked."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return set(answer) == {option.id for option in question.options if option.correct}
        case QuestionKind.ORDER:
            right = {option.id: place for place, option in enumerate(question.options, start=1)}
            return dict(answer) == right
    return False


def is_complete(question: Question, answer: Answer) -> bool:
    """Whether the question has been answered as it asks; a reflection may stay empty."""
    known = {option.id for option in question.options}
    match question.kind:
        case QuestionKind.SINGLE:
            return len(answer) == 1 and set(answer) <= known
        case QuestionKind.MULTIPLE:
            return len(answer) > 0 and set(answer) <= known
        case QuestionKind.ORDER:
            places = range(1, len(known) + 1)
            return set(answer) == known and sorted(answer.values()) == list(places)
    return True


def score_quiz(questions: Iterable[Question], answers: Answers) -> Score:
    """Mark every question that counts; one without an answer is wrong."""
    marked = [question for question in questions if question.is_marked]
    correct = sum(is_right(question, answers.get(question.id, {})) for question in marked)
    return Score(correct=correct, marked=len(marked))
