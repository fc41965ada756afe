"""The kinds of question that a quiz is written with, and what makes each one answerable."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import named

OPTIONS = {"min_num": 2, "max_num": 8}


class OptionBlock(blocks.StructBlock):
    """One answer to choose."""

    text = blocks.CharBlock(max_length=300, label=_("Answer"))
    correct = blocks.BooleanBlock(required=False, label=_("This is a right answer"))
    feedback = blocks.TextBlock(
        required=False,
        max_length=600,
        label=_("Feedback"),
        help_text=_("Shown to a person who chose this answer."),
    )


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    question = blocks.TextBlock(max_length=600, label=_("Question"))


class MarkedQuestionBlock(QuestionBlock):
    """A question with options, of which some are right."""

    feedback = blocks.TextBlock(
        required=False,
        max_length=1000,
        label=_("Feedback"),
        help_text=_("Shown after the quiz, whatever was answered."),
    )

    # A block's value is whatever its children make of it.
    def clean(self, value: Any) -> Any:
        """Refuse a question that nobody could answer."""
        cleaned = super().clean(value)
        message = self.problem(cleaned["options"])
        if message:
            raise StructBlockValidationError({"options": ValidationError(message)})
        return cleaned

    def problem(self, options: Any) -> str | None:
        """Say what is wrong with the options, if anything is."""
        raise NotImplementedError


class SingleChoiceBlock(MarkedQuestionBlock):
    """One right answer."""

    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), **OPTIONS)

    class Meta:
        icon = "radio-full"
        label = _("One right answer")

    def problem(self, options: Any) -> str | None:
        """Exactly one option is right, and no two read the same."""
        if sum(bool(option["correct"]) for option in options) != 1:
            return gettext("Mark exactly one answer as right.")
        return _repeated([option["text"] for option in options])


class MultipleChoiceBlock(MarkedQuestionBlock):
    """Several right answers, all of them to be chosen."""

    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), **OPTIONS)

    class Meta:
        icon = "list-ul"
        label = _("Several right answers")

    def problem(self, options: Any) -> str | None:
        """At least one option is right, and no two read the same."""
        if not any(option["correct"] for option in options):
            return gettext("Mark at least one answer as right.")
        return _repeated([option["text"] for option in options])


class OrderBlock(MarkedQuestionBlock):
    """Steps to be put in their order; they are written here in the right one."""

    options = blocks.ListBlock(
        named(blocks.CharBlock(max_length=300, label=_("Step"))),
        label=_("Steps, in the right order"),
        **OPTIONS,
    )

    class Meta:
        icon = "order"
        label = _("Put in order")

    def problem(self, options: Any) -> str | None:
        """No two steps read the same, because nobody could tell them apart."""
        return _repeated(list(options))


class ReflectionBlock(QuestionBlock):
    """Something to think about: never marked, and read by nobody but the person."""

    class Meta:
        icon = "edit"
        label = _("Reflection (not marked)")


class QuizBlocks(blocks.StreamBlock):
    """A quiz: its questions in order. The names are those of learning.quiz.QuestionKind."""

    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
    order = OrderBlock()
    reflection = ReflectionBlock()


class ObjectiveBlocks(blocks.StreamBlock):
    """What a person can do after the module, one line each."""

    objective = named(blocks.CharBlock(max_length=250, label=_("Objective")))


def _repeated(texts: list[str]) -> str | None:
    counts = Counter(text.strip().casefold() for text in texts)
    return gettext("Two answers read the same.") if max(counts.values()) > 1 else None
