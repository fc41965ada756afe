"""The few pieces that a panel of a force is made of: it stands inside another page."""

from wagtail import blocks

from cms.blocks.files import DocumentBlock, ImageBlock
from cms.blocks.text import ChecklistBlock, TextBlock, WarningBlock


class PanelBlocks(blocks.StreamBlock):
    """No headings: the panel has one, and the page's own keep their order."""

    text = TextBlock()
    checklist = ChecklistBlock()
    warning = WarningBlock()
    image = ImageBlock()
    document = DocumentBlock()

    class Meta:
        template = "cms/blocks/content.html"
        max_num = 10
