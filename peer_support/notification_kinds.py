"""What peer support tells people: that there is something, and nothing else."""

from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category, NotificationKind

NEWS = "peer_support.news"

KINDS = (
    # One kind for both sides and for every occasion: nobody tells by it who asked and who helps.
    NotificationKind(
        code=NEWS,
        category=Category.PEER_SUPPORT,
        subject=_("You have a new notification"),
        body=_("Open it when nobody else can see your screen."),
        optional=False,
    ),
)
