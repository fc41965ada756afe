"""Fields that forms of peer support share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.exceptions import DomainError
from peer_support.message_text import clean_message


class PlainTextField(forms.CharField):
    """Text without markup and without signs that nobody sees; too long a text is not even read.

    max_length is needed. Several lines unless one_line is true.
    """

    # The remaining options are those of every field of characters.
    def __init__(self, *, max_length: int, one_line: bool = False, **kwargs: Any) -> None:
        if not one_line:
            kwargs.setdefault("widget", forms.Textarea({"rows": 4}))
        self.one_line = one_line
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> str:  # whatever a form was sent
        """Return the text as it is kept."""
        text = super().clean(value)
        try:
            cleaned = clean_message(text, longest=self.max_length or 0)
        except DomainError as refusal:
            raise ValidationError(str(refusal.message)) from refusal
        if self.one_line:
            cleaned = " ".join(cleaned.split())
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned
