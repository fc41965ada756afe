"""The sets of blocks that fields offer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.files import DocumentBlock, ImageBlock, RecordingBlock
from cms.blocks.reflection import PausePointBlock, ScenarioBlock, SupportPanelBlock
from cms.blocks.text import (
    ChecklistBlock,
    HeadingBlock,
    InsetBlock,
    LinkBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
    WarningBlock,
)


class ContentBlocks(blocks.StreamBlock):
    """Everything that guidance and learning are written with."""

    text = TextBlock()
    heading = HeadingBlock()
    warning = WarningBlock()
    inset = InsetBlock()
    quote = QuoteBlock()
    checklist = ChecklistBlock()
    table = TableBlock()
    image = ImageBlock()
    recording = RecordingBlock()
    document = DocumentBlock()
    scenario = ScenarioBlock()
    support_panel = SupportPanelBlock()
    pause_point = PausePointBlock()

    class Meta:
        template = "cms/blocks/content.html"


class PathwayStepBlock(blocks.StructBlock):
    """One page on the way, and why it comes here."""

    page = blocks.PageChooserBlock(label=_("Page or module"))
    why = blocks.CharBlock(required=False, max_length=200, label=_("Why now"))

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class PathwayBlocks(blocks.StreamBlock):
    """The steps of a learning pathway, in order."""

    step = PathwayStepBlock()


class ReferenceBlocks(blocks.StreamBlock):
    """Sources at the foot of a page."""

    reference = LinkBlock()
