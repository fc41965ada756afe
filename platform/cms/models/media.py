"""Images and documents of our own, served only to those who may read a page that uses them."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet

from core.models import PublicIdModel


class CustomImage(PublicIdModel, AbstractImage):
    """A picture that always says what it shows."""

    objects: ClassVar = ImageQuerySet.as_manager()  # type: ignore[django-manager-missing] # untyped

    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_("What the picture shows, for people who do not see it. No case details."),
    )

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_image", "Can choose image")]


class CustomRendition(PublicIdModel, AbstractRendition):
    """One size of a picture, named in addresses by a random id."""

    # A size without its picture means nothing.
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            # Two requests for a new size at once must not make two files.
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="cms_rendition_one_a_size",
            ),
        ]

    @property
    def url(self) -> str:
        """The address that asks who is looking; the file itself has none."""
        return reverse("cms_image", args=[self.public_id])


class CustomDocument(PublicIdModel, AbstractDocument):
    """A file to read, hear or watch."""

    objects: ClassVar = DocumentQuerySet.as_manager()  # type: ignore[django-manager-missing] # untyped

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Say nothing of the ending of a file that is missing: the form says that it is."""
        if self.file:
            super().clean()

    class Meta(AbstractDocument.Meta):
        permissions: ClassVar = [("choose_document", "Can choose document")]

    @property
    def url(self) -> str:
        """The address that asks who is looking; the file itself has none."""
        return reverse("cms_document", args=[self.public_id, self.filename])
