"""What this package itself tells people."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

WELCOME = "notifications.welcome"

KINDS = (
    NotificationKind(
        code=WELCOME,
        category=Category.ACCOUNT,
        subject=_("Choose how you hear from us"),
        body=_("You can choose what we email you about, and set hours without email."),
        digestible=True,
    ),
)
