"""What is told about comments. It names neither page nor comment: others may see the screen."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

COMMENT_NEWS = "cms.comment_news"
COMMENT_ANSWERED = "cms.comment_answered"

COMMENT_KINDS = (
    # The same words for a comment that was hidden, a right that was withdrawn and its return.
    NotificationKind(
        code=COMMENT_NEWS,
        category=Category.GUIDANCE,
        subject=_("There is something to read about your comments"),
        body=_("Sign in to read it."),
        optional=False,
    ),
    NotificationKind(
        code=COMMENT_ANSWERED,
        category=Category.GUIDANCE,
        subject=_("Somebody replied to a comment of yours"),
        body=_("Your comments say which one, and lead to the reply."),
        digestible=True,
    ),
)
