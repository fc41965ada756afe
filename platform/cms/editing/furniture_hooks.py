"""Puts the phase banner, feedback and useful pages into the CMS."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.editing.furniture import (
    FeedbackPolicy,
    FeedbackViewSet,
    LookOnlyPolicy,
    NationalPolicy,
    PhaseBannerViewSet,
    UsefulnessViewSet,
)
from cms.models import Feedback, PageUsefulness, PhaseBanner

register_permission_policy(PhaseBanner, NationalPolicy(PhaseBanner))
register_snippet(PhaseBannerViewSet)
register_permission_policy(Feedback, FeedbackPolicy(Feedback))
register_snippet(FeedbackViewSet)
register_permission_policy(PageUsefulness, LookOnlyPolicy(PageUsefulness))
register_snippet(UsefulnessViewSet)
