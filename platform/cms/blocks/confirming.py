"""The one question that a material change may put to those who read it again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class AnswerBlock(blocks.StructBlock):
    """One answer to choose."""

    text = blocks.CharBlock(max_length=200, label=_("Answer"))
    correct = blocks.BooleanBlock(required=False, label=_("This is right"))


class QuestionBlock(blocks.StructBlock):
    """A question with exactly one right answer, and why."""

    text = blocks.CharBlock(max_length=300, label=_("Question"))
    answers = blocks.ListBlock(AnswerBlock(), min_num=2, max_num=6, label=_("Answers"))
    feedback = blocks.TextBlock(
        max_length=500, label=_("Why"), help_text=_("Shown after answering, right or wrong.")
    )

    # A block's value is whatever its children make of it.
    def clean(self, value: Any) -> Any:
        """Refuse a question without one right answer."""
        cleaned = super().clean(value)
        if sum(bool(answer["correct"]) for answer in cleaned["answers"]) != 1:
            message = _("Mark exactly one answer as right.")
            raise StructBlockValidationError({"answers": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "help"
        label = _("Question")


class ConfirmQuestionBlocks(blocks.StreamBlock):
    """None or one."""

    question = QuestionBlock()

    class Meta:
        max_num = 1
