"""How a package declares a kind of notification; wording is neutral, because others may see it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

# Asked with a reader and subject keys of what they were told; returns, by key, the words that may
# name its content to them now. Of a key that is missing they are to be told nothing any more.
NamesNow = Callable[["User", Collection[str]], Mapping[str, Mapping[str, str]]]


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
    names_now: for a kind whose body names content. A title is then asked for at every showing and
    sending and never kept in a row: who could read it when they were told may not do so any more.
    """

    code: str
    category: Category
    subject: "str | Promise"
    body: "str | Promise"
    optional: bool = True
    digestible: bool = False
    names_now: NamesNow | None = None
