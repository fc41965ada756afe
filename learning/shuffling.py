"""Puts options in an order that differs between attempts and never changes within one."""

from random import Random

from learning.quiz import Option, Question, QuestionKind


def shuffled_options(question: Question, *, seed: str) -> tuple[Option, ...]:
    """Return the options in the order that this attempt shows; seed is the attempt's public id."""
    options = list(question.options)
    Random(f"{seed}:{question.id}").shuffle(options)  # noqa: S311 -- an order, not a secret
    if question.kind is QuestionKind.ORDER and tuple(options) == question.options:
        # A question of order must not show its own answer.
        options = [*options[1:], *options[:1]]
    return tuple(options)
