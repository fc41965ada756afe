"""Pictures, recordings and documents: files of our own, nothing fetched from elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.text import PLAIN_FEATURES, TextBlock

RECORDINGS = ("audio/", "video/")


class ImageBlock(blocks.StructBlock):
    """A picture that always says what it shows."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        max_length=255,
        label=_("What the picture shows"),
        help_text=_("Read out to people who do not see the picture."),
    )
    caption = blocks.CharBlock(required=False, max_length=255, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/image.html"


class RecordingBlock(blocks.StructBlock):
    """Audio or video, with every word of it to read."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    recording = DocumentChooserBlock(
        label=_("Recording"), help_text=_("An audio or video file that was uploaded as a document.")
    )
    transcript = TextBlock(
        features=[*PLAIN_FEATURES, "ul", "ol"],
        label=_("Transcript"),
        help_text=_("Everything that is said, and what is seen where that matters."),
    )

    # A block's value is whatever its children make of it.
    def clean(self, value: Any) -> Any:
        """Refuse a file that cannot be played."""
        cleaned = super().clean(value)
        if not cleaned["recording"].content_type.startswith(RECORDINGS):
            message = _("Choose an audio or video file, such as MP3 or MP4.")
            raise StructBlockValidationError({"recording": ValidationError(message)})
        return cleaned

    # A template's context.
    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Say which player the file needs."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        recording = value["recording"]
        context["is_video"] = bool(recording) and recording.content_type.startswith("video/")
        return context

    class Meta:
        icon = "media"
        label = _("Audio or video")
        template = "cms/blocks/recording.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download, with its kind and size."""

    document = DocumentChooserBlock(label=_("Document"))
    description = blocks.CharBlock(required=False, max_length=255, label=_("What it is for"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/document.html"
