"""The pieces that pages are written with, the same everywhere."""

from cms.blocks.content import ContentBlocks, ReferenceBlocks

__all__ = ["ContentBlocks", "ReferenceBlocks"]
