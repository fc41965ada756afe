"""The pieces that pages are written with, the same everywhere."""

from cms.blocks.confirming import ConfirmQuestionBlocks
from cms.blocks.content import ContentBlocks, PathwayBlocks, ReferenceBlocks
from cms.blocks.text import named

__all__ = [
    "ConfirmQuestionBlocks",
    "ContentBlocks",
    "PathwayBlocks",
    "ReferenceBlocks",
    "named",
]
