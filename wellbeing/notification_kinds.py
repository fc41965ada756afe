"""What wellbeing tells people. Mail of this category says nothing; these words stay in the site."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

REMINDER = "wellbeing.reminder"
CONTACT_REQUEST = "wellbeing.contact_request"

KINDS = (
    NotificationKind(
        code=REMINDER,
        category=Category.WELLBEING,
        subject=_("A reminder that you asked for"),
        body=_("You chose this day. You can change or stop it on the same page."),
    ),
    # To those who answer for a service: not from whom, not how many, not what about.
    NotificationKind(
        code=CONTACT_REQUEST,
        category=Category.WELLBEING,
        subject=_("There is something for you to read"),
        body=_("Open it when nobody else can see your screen."),
        optional=False,
    ),
)
