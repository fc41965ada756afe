"""What learning tells people. Subjects name no module: others may see the screen."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind
from learning.selectors.told import changes_named, modules_named

DUE_SOON = "learning.due_soon"
OVERDUE = "learning.overdue"
PAGE_CHANGED = "learning.page_changed"
MODULE_CHANGED = "learning.module_changed"
CONFIRM_SOON = "learning.confirm_soon"
CONFIRM_OVERDUE = "learning.confirm_overdue"

KINDS = (
    NotificationKind(
        code=DUE_SOON,
        category=Category.LEARNING,
        subject=_("You have learning due soon"),
        body=_("“{module}” is due on {due_on}."),
        digestible=True,
        names_now=modules_named,
    ),
    NotificationKind(
        code=OVERDUE,
        category=Category.LEARNING,
        subject=_("You have learning that is overdue"),
        body=_("“{module}” was due on {due_on}. Talk to your supervisor if you need the time."),
        digestible=True,
        names_now=modules_named,
    ),
    NotificationKind(
        code=PAGE_CHANGED,
        category=Category.GUIDANCE,
        subject=_("A page that matters for your role has changed"),
        body=_(
            "{page} changed on {changed_on}. Please read what changed and confirm it by {due_on}."
        ),
        digestible=True,
        names_now=changes_named,
    ),
    NotificationKind(
        code=MODULE_CHANGED,
        category=Category.LEARNING,
        subject=_("A module that you completed has changed"),
        body=_(
            "{page} changed on {changed_on}. Please complete it again by {due_on}. Your earlier "
            "completion stays in your record."
        ),
        digestible=True,
        names_now=changes_named,
    ),
    NotificationKind(
        code=CONFIRM_SOON,
        category=Category.GUIDANCE,
        subject=_("There is a change to read and confirm soon"),
        body=_("{page} changed on {changed_on}. Please confirm by {due_on} that you have read it."),
        digestible=True,
        names_now=changes_named,
    ),
    NotificationKind(
        code=CONFIRM_OVERDUE,
        category=Category.GUIDANCE,
        subject=_("There is a change that you have not confirmed yet"),
        body=_(
            "{page} changed on {changed_on}, and was to be confirmed by {due_on}. Talk to your "
            "supervisor if you need the time."
        ),
        digestible=True,
        names_now=changes_named,
    ),
)
