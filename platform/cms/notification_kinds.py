"""What the content tells people. Subjects name no page: others may see the screen."""

from django.utils.translation import gettext_lazy as _

from cms.comments.notices import COMMENT_KINDS
from cms.force_notices import FORCE_KINDS
from core.notification_kinds import Category, NotificationKind

SERVICE_DUE_SOON = "cms.support_service_due_soon"
SERVICE_DUE = "cms.support_service_due"
LINKS_BROKEN = "cms.links_broken"
REVIEW_ASKED = "cms.review_asked"
CHANGES_ASKED = "cms.changes_asked"
APPROVED = "cms.approved"
REVIEW_DUE = "cms.review_due"
NOBODYS_REVIEW_DUE = "cms.review_due_without_owner"
FEEDBACK_WAITS = "cms.feedback_waits"

KINDS = (
    NotificationKind(
        code=SERVICE_DUE_SOON,
        category=Category.GUIDANCE,
        subject=_("A support service must be checked soon"),
        body=_("Check the details of “{name}”, and say by when to check them again."),
        digestible=True,
    ),
    NotificationKind(
        code=SERVICE_DUE,
        category=Category.GUIDANCE,
        subject=_("A support service must be checked now"),
        body=_("Check the details of “{name}”. Until then readers are told that they may be old."),
        optional=False,
    ),
    NotificationKind(
        code=LINKS_BROKEN,
        category=Category.GUIDANCE,
        subject=_("A link that you look after leads nowhere"),
        body=_("The list of broken links says where it stands and where it led."),
        digestible=True,
    ),
    *COMMENT_KINDS,
    NotificationKind(
        code=REVIEW_ASKED,
        category=Category.GUIDANCE,
        subject=_("A page is waiting for your review"),
        body=_("Open the editing pages to read it, and approve it or ask for changes."),
    ),
    NotificationKind(
        code=CHANGES_ASKED,
        category=Category.GUIDANCE,
        subject=_("A reviewer asked for changes"),
        body=_("Open the editing pages to read what they said, change the page, and submit it."),
    ),
    NotificationKind(
        code=APPROVED,
        category=Category.GUIDANCE,
        subject=_("A page that you submitted was approved"),
        body=_("It is live now, or goes live at the time that was set."),
    ),
    NotificationKind(
        code=REVIEW_DUE,
        category=Category.GUIDANCE,
        subject=_("A page that you look after is due for review"),
        body=_("Its review date has come. The editing pages list what is due."),
        digestible=True,
    ),
    NotificationKind(
        code=NOBODYS_REVIEW_DUE,
        category=Category.GUIDANCE,
        subject=_("A page that nobody looks after is due for review"),
        body=_("Its review date has come. Somebody who writes there should become its owner."),
        digestible=True,
    ),
    NotificationKind(
        code=FEEDBACK_WAITS,
        category=Category.GUIDANCE,
        subject=_("Feedback is waiting for you"),
        body=_("Readers have said what is wrong with a page. The list of feedback says which."),
        digestible=True,
    ),
    *FORCE_KINDS,
)
