"""What editors of forces and the national team are told of each other's work; no page is named."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

PANEL_PAGE_CHANGED = "cms.panel_page_changed"
PRACTICE_OFFERED = "cms.practice_offered"
PRACTICE_DECIDED = "cms.practice_decided"

FORCE_KINDS = (
    NotificationKind(
        code=PANEL_PAGE_CHANGED,
        category=Category.GUIDANCE,
        subject=_("A national page that your force adds to has changed"),
        body=_("See what changed around your panel, and say whether it is still right."),
        digestible=True,
    ),
    NotificationKind(
        code=PRACTICE_OFFERED,
        category=Category.GUIDANCE,
        subject=_("A force has offered a practice example"),
        body=_("Read it, then adopt it or say why not."),
        digestible=True,
    ),
    NotificationKind(
        code=PRACTICE_DECIDED,
        category=Category.GUIDANCE,
        subject=_("There is an answer to a practice example of your force"),
        body=_("Open it to see what was decided and why."),
    ),
)
