"""The sets of blocks that fields offer."""

from wagtail import blocks

from cms.blocks.files import DocumentBlock, ImageBlock, RecordingBlock
from cms.blocks.reflection import PausePointBlock, ScenarioBlock, SupportPanelBlock
from cms.blocks.text import (
    ChecklistBlock,
    HeadingBlock,
    InsetBlock,
    LinkBlock,
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


class ReferenceBlocks(blocks.StreamBlock):
    """Sources at the foot of a page."""

    reference = LinkBlock()
