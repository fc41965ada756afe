"""What learning tells people. Subjects name no module: others may see the screen."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

DUE_SOON = "learning.due_soon"
OVERDUE = "learning.overdue"

KINDS = (
    NotificationKind(
        code=DUE_SOON,
        category=Category.LEARNING,
        subject=_("You have learning due soon"),
        body=_("“{module}” is due on {due_on}."),
        digestible=True,
    ),
    NotificationKind(
        code=OVERDUE,
        category=Category.LEARNING,
        subject=_("You have learning that is overdue"),
        body=_("“{module}” was due on {due_on}. Talk to your supervisor if you need the time."),
        digestible=True,
    ),
)
