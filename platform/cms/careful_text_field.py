"""The field for what people say about pages: plain words in which no detail of a case was found."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.checking.case_details import find_case_details
from cms.selectors.content_checks import published_contacts
from core.plain_text_field import PlainTextField


class CarefulTextField(PlainTextField):
    """Plain text that asks for everything to be taken out that could point to one case."""

    def validate(self, value: str) -> None:
        """Refuse the text with what was found in it, each once."""
        super().validate(value)
        found = {one.digest: one for one in find_case_details(value, published_contacts())}
        if found:
            raise ValidationError(
                [
                    _("“%(text)s” looks like %(kind)s. Take it out, or put it in another way")
                    % {"text": one.text, "kind": one.kind.label}
                    for one in found.values()
                ],
                code="case_details",
            )
