"""Pieces of text: running text, headings, warnings, insets, checklists and tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

# No headings (they are a block, so that levels stay in order), no images, no embeds.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
PLAIN_FEATURES = ["bold", "italic", "link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with lists and links."""

    # Wagtail's own options, passed on as they come.
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": TEXT_FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


class HeadingBlock(blocks.StructBlock):
    """A heading below the page's own."""

    text = blocks.CharBlock(max_length=120, label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section heading")), ("3", _("Heading inside a section"))],
        default="2",
        label=_("Level"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class WarningBlock(blocks.StructBlock):
    """Something with consequences if it is missed."""

    text = blocks.TextBlock(max_length=500, label=_("Warning"))

    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "cms/blocks/warning.html"


class InsetBlock(blocks.StructBlock):
    """Text set apart from what is around it."""

    text = TextBlock(features=PLAIN_FEATURES, label=_("Text"))

    class Meta:
        icon = "indent"
        label = _("Inset")
        template = "cms/blocks/inset.html"


class ChecklistBlock(blocks.StructBlock):
    """Things to have done, in order, with a box to tick on paper."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    steps = blocks.ListBlock(
        blocks.CharBlock(max_length=300, label=_("Item")), min_num=1, label=_("Items")
    )

    class Meta:
        icon = "list-ul"
        label = _("Checklist")
        template = "cms/blocks/checklist.html"


class TableBlock(blocks.StructBlock):
    """A table with a caption and column headings, as screen readers need them."""

    caption = blocks.CharBlock(
        max_length=160, label=_("Caption"), help_text=_("What the table shows, in a few words.")
    )
    row_headings = blocks.BooleanBlock(
        required=False, default=True, label=_("The first column names the row")
    )
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            ("number", blocks.DecimalBlock(required=False, label=_("Number"))),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"


class LinkBlock(blocks.StructBlock):
    """A source, with its address if it has one: acts and role profiles are cited by name."""

    title = blocks.CharBlock(max_length=200, label=_("Title"))
    url = blocks.URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Reference")
