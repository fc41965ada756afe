"""Pages, pictures and documents, and the words that sort them."""

from cms.fields import ChoiceArrayField, StreamField
from cms.models.base import BasePage
from cms.models.media import CustomDocument, CustomImage, CustomRendition
from cms.models.pages import GuidancePage, HomePage, SectionIndexPage
from cms.vocabulary import Marking, Pillar, Stage

__all__ = [
    "BasePage",
    "ChoiceArrayField",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "GuidancePage",
    "HomePage",
    "Marking",
    "Pillar",
    "SectionIndexPage",
    "Stage",
    "StreamField",
]
