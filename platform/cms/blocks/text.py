"""Pieces of text: running text, headings, warnings, insets, checklists and tables."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.checking.texts import plain

# No headings (they are a block, so that levels stay in order), no images, no embeds.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
PLAIN_FEATURES = ["bold", "italic", "link"]


def named(block: blocks.FieldBlock) -> blocks.FieldBlock:
    """Make the label the name of the field, for lists and tables, where Wagtail shows no label."""
    block.field.widget.attrs["aria-label"] = block.meta.label
    return block


class TextBlock(blocks.RichTextBlock):
    """Running text with lists and links."""

    # Wagtail's own options, passed on as they come.
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": TEXT_FEATURES} | kwargs))

    @cached_property
    def field(self) -> forms.CharField:
        """The editor, with its label as its name: Wagtail gives it none."""
        field: forms.CharField = super().field
        field.widget.options["ariaLabel"] = self.label
        return field

    # A block's value is whatever its children make of it.
    def clean(self, value: Any) -> Any:
        """Take empty lines for nothing, or they would pass for a transcript that is required."""
        return super().clean(value if plain(value.source) else self.normalize(""))

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
        search_index=False,
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


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words from something published, and where they stand."""

    text = blocks.TextBlock(
        max_length=800,
        label=_("Words"),
        help_text=_("From a report, a judgment or an inspection. Never from a case or a message."),
    )
    source = blocks.CharBlock(
        max_length=200,
        label=_("Whose words"),
        help_text=_("The person or body, the document and its year."),
    )
    url = blocks.URLBlock(required=False, label=_("Address of the document"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class ChecklistBlock(blocks.StructBlock):
    """Things to have done, in order, with a box to tick on paper."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    steps = blocks.ListBlock(
        named(blocks.CharBlock(max_length=300, label=_("Item"))), min_num=1, label=_("Items")
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
            ("text", named(blocks.CharBlock(required=False, label=_("Text")))),
            ("number", named(blocks.DecimalBlock(required=False, label=_("Number")))),
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
