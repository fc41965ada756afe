"""What a notification says to its owner."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.notification_kinds import Category
from notifications.kinds import find_kind
from notifications.models import Notification


@dataclass(frozen=True)
class Words:
    """One notification as its owner reads it in the site."""

    subject: str
    body: str
    category: str


def words_of(notification: Notification) -> Words:
    """Return the words; a kind that is no longer declared still says that there was something."""
    kind = find_kind(notification.kind)
    if kind is None:
        return Words(subject=_("A notification"), body="", category="")
    params = notification.params
    return Words(
        subject=fill(str(kind.subject), params),
        body=fill(str(kind.body), params),
        category=str(Category(kind.category).label),
    )


def fill(text: str, params: dict[str, str]) -> str:
    """Put the parameters where the text names them in braces; a missing one leaves its name."""
    for name, value in params.items():
        text = text.replace(f"{{{name}}}", value)
    return text
