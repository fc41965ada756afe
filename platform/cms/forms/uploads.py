"""The form that documents are uploaded with in the CMS, wherever that happens."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from cms.file_kinds import is_of_kind


class DocumentForm(BaseDocumentForm):
    """Refuses a file whose content is not what its name says; Wagtail looks at the name alone."""

    # Django's own type for an upload, or the file that was there before.
    def clean_file(self) -> Any:
        """Say what is wrong with the file, and what to do."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        extension = PurePath(file.name).suffix.removeprefix(".")
        if extension.lower() not in settings.WAGTAILDOCS_EXTENSIONS:
            # Wagtail refuses it by its name, and lists the kinds that are taken.
            return file
        if not is_of_kind(extension, file):
            message = _(
                "The content of this file is not what its name says (.%(extension)s), or it holds "
                "macros. Open it in the program that made it, save it again as that kind, and "
                "upload the new file."
            )
            raise ValidationError(message % {"extension": extension})
        return file
