"""How a package declares a kind of notification; wording is neutral, because others may see it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What a person chooses about on the preferences page."""

    ACCOUNT = "account", _("Your account and roles")
    LEARNING = "learning", _("Learning")
    GUIDANCE = "guidance", _("Guidance")
    WELLBEING = "wellbeing", _("Wellbeing")
    PEER_SUPPORT = "peer_support", _("Peer support")
    PRIVACY = "privacy", _("Your data and privacy")


# Mail about these says that there is something to read, and nothing else: mail is read at desks.
PRIVATE_CATEGORIES = frozenset({Category.WELLBEING, Category.PEER_SUPPORT, Category.PRIVACY})


@dataclass(frozen=True)
class NotificationKind:
    """subject and body may name parameters in braces, filled from the notification's row.

    optional: the person can switch its mail off. digestible: it may wait for the weekly digest.
    """

    code: str
    category: Category
    subject: "str | Promise"
    body: "str | Promise"
    optional: bool = True
    digestible: bool = False
