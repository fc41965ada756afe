"""The field for text that people type for others to read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.exceptions import DomainError
from core.typed_text import clean_typed, one_line_end, without_unseen


class PlainTextField(forms.CharField):
    """Text without markup and without signs that nobody sees; too long a text is not even read.

    max_length is needed. Several lines unless one_line is true. What is refused stands in the box
    again as it was typed, but for the signs that nobody sees.
    """

    # The remaining options are those of every field of characters.
    def __init__(self, *, max_length: int, one_line: bool = False, **kwargs: Any) -> None:
        if not one_line:
            kwargs.setdefault("widget", forms.Textarea({"rows": 4}))
        self.one_line = one_line
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:  # whatever a form was sent
        """Return the text as it is kept."""
        try:
            cleaned = clean_typed(str(value or ""), longest=self.max_length or 0)
        except DomainError as refusal:
            raise ValidationError(str(refusal.message)) from refusal
        return " ".join(cleaned.split()) if self.one_line else cleaned

    def bound_data(self, data: Any, initial: Any) -> Any:  # whatever a form was sent
        """Return what stands in the box again."""
        shown = super().bound_data(data, initial)
        return without_unseen(one_line_end(shown)) if isinstance(shown, str) else shown
