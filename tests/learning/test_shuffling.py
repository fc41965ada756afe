"""Options change places between attempts, and stay where they are within one."""

from learning.quiz import Option, Question, QuestionKind
from learning.shuffling import shuffled_options

OPTIONS = tuple(Option(str(number), f"Option {number}") for number in range(5))
SINGLE = Question("q", QuestionKind.SINGLE, "Which?", OPTIONS)
PAIR = Question("q", QuestionKind.ORDER, "Which first?", OPTIONS[:2])


def test_one_attempt_always_shows_the_same_order() -> None:
    assert shuffled_options(SINGLE, seed="one") == shuffled_options(SINGLE, seed="one")


def test_attempts_differ_and_keep_every_option() -> None:
    orders = {shuffled_options(SINGLE, seed=str(seed)) for seed in range(20)}
    assert len(orders) > 10
    assert all(sorted(order, key=lambda option: option.id) == list(OPTIONS) for order in orders)


def test_a_question_of_order_never_shows_its_own_answer() -> None:
    assert all(shuffled_options(PAIR, seed=str(seed)) != OPTIONS[:2] for seed in range(20))
