"""Takes markup out of what is typed into the forms of rows in the CMS."""

from wagtail.admin.forms import WagtailAdminModelForm

from core.exceptions import DomainError
from core.sanitise import plain_text


class PlainWords(WagtailAdminModelForm):
    """A form whose words are plain text, as long as the model lets them be."""

    def clean_words(self, name: str, value: str) -> str:
        """Return the words without markup; on failure add the error and return nothing."""
        limit = getattr(self._meta.model._meta.get_field(name), "max_length", 0)
        try:
            return plain_text(value or "", max_length=limit)
        except DomainError as error:
            self.add_error(name, str(error))
            return ""
