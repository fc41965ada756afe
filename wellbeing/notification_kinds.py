"""What wellbeing tells people. Mail of this category says nothing; these words stay in the site."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

REMINDER = "wellbeing.reminder"

KINDS = (
    NotificationKind(
        code=REMINDER,
        category=Category.WELLBEING,
        subject=_("A reminder that you asked for"),
        body=_("You chose this day. You can change or stop it on the same page."),
    ),
)
