"""The form that takes a file of people."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.people_files.reading import MOST_BYTES


class UploadForm(forms.Form):
    """A CSV or XLSX file."""

    file = forms.FileField(
        label=gettext_lazy("File of people"),
        help_text=gettext_lazy("CSV or XLSX, up to 5 MB and 20,000 rows"),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a large file before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file must be smaller than 5 MB"))
        return file
