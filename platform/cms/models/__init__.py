"""Pages, pictures and documents, and the words that sort them."""

from cms.fields import ChoiceArrayField, StreamField
from cms.models.base import BasePage
from cms.models.bookmarks import Bookmark
from cms.models.case_details import CaseDetailReason
from cms.models.comments import CommentSwitch, PageComment, RulesAcceptance
from cms.models.feedback import Feedback
from cms.models.link_check import LinkCheck, LinkPlace
from cms.models.local import ForcePanel, LocalPlace, LocalSectionPage
from cms.models.media import CustomDocument, CustomImage, CustomRendition
from cms.models.moderation import CommentDecision, CommentingWithdrawal, CommentReport
from cms.models.pages import (
    GuidancePage,
    HomePage,
    LegalUpdatePage,
    PathwayPage,
    PracticeExamplePage,
    SectionIndexPage,
    ToolPage,
)
from cms.models.phase_banner import PhaseBanner
from cms.models.practice import PracticeIndexPage, PracticeOffer, PracticeStep
from cms.models.reviews import (
    LegalOrSafeguardingCheck,
    ReviewRemit,
    ReviewTask,
    SpecialistReview,
)
from cms.models.searching import (
    ContentChange,
    SearchEntry,
    SearchMiss,
    SearchWord,
    SynonymGroup,
)
from cms.models.support_service import SupportService
from cms.models.usefulness import PageUsefulness
from cms.models.versions import PageVersion
from cms.vocabulary import ChangeKind, EvidenceRating, Marking, Pillar, Remit, Stage, ToolKind

__all__ = [
    "BasePage",
    "Bookmark",
    "CaseDetailReason",
    "ChangeKind",
    "ChoiceArrayField",
    "CommentDecision",
    "CommentReport",
    "CommentSwitch",
    "CommentingWithdrawal",
    "ContentChange",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "EvidenceRating",
    "Feedback",
    "ForcePanel",
    "GuidancePage",
    "HomePage",
    "LegalOrSafeguardingCheck",
    "LegalUpdatePage",
    "LinkCheck",
    "LinkPlace",
    "LocalPlace",
    "LocalSectionPage",
    "Marking",
    "PageComment",
    "PageUsefulness",
    "PageVersion",
    "PathwayPage",
    "PhaseBanner",
    "Pillar",
    "PracticeExamplePage",
    "PracticeIndexPage",
    "PracticeOffer",
    "PracticeStep",
    "Remit",
    "ReviewRemit",
    "ReviewTask",
    "RulesAcceptance",
    "SearchEntry",
    "SearchMiss",
    "SearchWord",
    "SectionIndexPage",
    "SpecialistReview",
    "Stage",
    "StreamField",
    "SupportService",
    "SynonymGroup",
    "ToolKind",
    "ToolPage",
]
