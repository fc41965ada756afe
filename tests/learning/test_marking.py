"""What is right, what is complete, and what passes."""

import pytest

from learning.marking import Score, is_complete, is_right, score_quiz
from learning.quiz import Option, Question, QuestionKind, read_quiz

A = Option("a", "First", correct=True)
B = Option("b", "Second")
C = Option("c", "Third", correct=True)
SINGLE = Question("q1", QuestionKind.SINGLE, "Which?", (A, B))
MULTIPLE = Question("q2", QuestionKind.MULTIPLE, "Which of these?", (A, B, C))
ORDER = Question("q3", QuestionKind.ORDER, "In which order?", (A, B, C))
REFLECTION = Question("q4", QuestionKind.REFLECTION, "What will you change?")
QUIZ = (SINGLE, MULTIPLE, ORDER, REFLECTION)
ALL_RIGHT = {"q1": {"a": 1}, "q2": {"a": 1, "c": 1}, "q3": {"a": 1, "b": 2, "c": 3}}


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        (SINGLE, {"a": 1}, True),
        (SINGLE, {"b": 1}, False),
        (SINGLE, {}, False),
        (MULTIPLE, {"a": 1, "c": 1}, True),
        (MULTIPLE, {"a": 1}, False),
        (MULTIPLE, {"a": 1, "b": 1, "c": 1}, False),
        (ORDER, {"a": 1, "b": 2, "c": 3}, True),
        (ORDER, {"a": 2, "b": 1, "c": 3}, False),
        (ORDER, {"a": 1, "b": 2}, False),
        (REFLECTION, {}, False),
    ],
)
def test_a_question_is_right_as_a_whole_or_not_at_all(
    question: Question, answer: dict[str, int], right: bool
) -> None:
    assert is_right(question, answer) is right


@pytest.mark.parametrize(
    ("question", "answer", "complete"),
    [
        (SINGLE, {}, False),
        (SINGLE, {"b": 1}, True),
        (SINGLE, {"foreign": 1}, False),
        (MULTIPLE, {}, False),
        (MULTIPLE, {"b": 1}, True),
        (ORDER, {"a": 1, "b": 2}, False),
        (ORDER, {"a": 1, "b": 1, "c": 2}, False),
        (ORDER, {"a": 3, "b": 2, "c": 1}, True),
        (REFLECTION, {}, True),
    ],
)
def test_an_answer_is_complete_when_it_does_what_the_question_asks(
    question: Question, answer: dict[str, int], complete: bool
) -> None:
    assert is_complete(question, answer) is complete


def test_a_reflection_never_counts() -> None:
    assert score_quiz(QUIZ, ALL_RIGHT) == Score(correct=3, marked=3)


def test_a_question_without_an_answer_is_wrong() -> None:
    assert score_quiz(QUIZ, {"q1": {"a": 1}}) == Score(correct=1, marked=3)


@pytest.mark.parametrize(
    ("correct", "marked", "passes"), [(3, 4, True), (2, 3, False), (0, 0, True), (0, 1, False)]
)
def test_the_pass_mark_is_compared_exactly(correct: int, marked: int, passes: bool) -> None:
    assert Score(correct, marked).passes(75) is passes


def test_two_of_three_is_not_rounded_up_to_a_pass() -> None:
    assert Score(2, 3).percent == 66
    assert not Score(2, 3).passes(67)
    assert Score(2, 3).passes(66)


def test_a_quiz_of_reflections_has_no_score() -> None:
    assert score_quiz([REFLECTION], {}).percent is None


def test_a_stored_quiz_is_read_with_its_ids_and_its_right_answers() -> None:
    options = [
        {"type": "item", "id": "x", "value": {"text": "Yes", "correct": True, "feedback": "So."}},
        {"type": "item", "id": "y", "value": {"text": "No", "correct": False}},
    ]
    steps = [{"type": "item", "id": "s", "value": "Listen"}]
    stored = [
        {"type": "single", "id": "1", "value": {"question": "Is it?", "options": options}},
        {"type": "order", "id": "2", "value": {"question": "Then?", "options": steps}},
        {"type": "reflection", "id": "3", "value": {"question": "And you?"}},
    ]
    single, order, reflection = read_quiz(stored)
    assert single.options == (Option("x", "Yes", True, "So."), Option("y", "No"))
    assert order.options == (Option("s", "Listen", True),)
    assert (reflection.kind, reflection.options) == (QuestionKind.REFLECTION, ())


def test_options_that_no_editor_has_saved_yet_are_known_by_their_place() -> None:
    bare = {"question": "Then?", "options": ["Listen", "Ask"]}
    (order,) = read_quiz([{"type": "order", "id": "1", "value": bare}])
    assert order.options == (Option("1", "Listen", True), Option("2", "Ask", True))
