"""What a notification says to its owner."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.notification_kinds import Category, NamesNow
from notifications.kinds import find_kind
from notifications.models import Notification

if TYPE_CHECKING:
    from accounts.models import User

Names = dict[tuple[NamesNow, str], Mapping[str, str]]


@dataclass(frozen=True)
class Words:
    """One notification as its owner reads it in the site.

    stands: there is still something to tell; what does not stand is in no mail.
    """

    subject: str
    body: str
    category: str
    stands: bool = True


def words_for(reader: "User", told: Sequence[Notification]) -> list[Words]:
    """Return the words of what the reader was told, as far as they may be told it now."""
    names = _names_now(reader, told)
    return [_words_of(notification, names) for notification in told]


def _names_now(reader: "User", told: Sequence[Notification]) -> Names:
    """Ask each that knows names once, however long the list."""
    keys: dict[NamesNow, set[str]] = defaultdict(set)
    for notification in told:
        kind = find_kind(notification.kind)
        if kind is not None and kind.names_now is not None:
            keys[kind.names_now].add(notification.subject_key)
    return {
        (names_now, key): words
        for names_now, asked in keys.items()
        for key, words in names_now(reader, asked).items()
    }


def _words_of(notification: Notification, names: Names) -> Words:
    """A kind that is no longer declared still says that there was something."""
    kind = find_kind(notification.kind)
    if kind is None:
        return Words(subject=_("A notification"), body="", category="")
    category = str(Category(kind.category).label)
    params = notification.params
    if kind.names_now is not None:
        named = names.get((kind.names_now, notification.subject_key))
        if named is None:
            gone = _("This asks nothing of you any more.")
            return Words(subject=str(kind.subject), body=gone, category=category, stands=False)
        params = {**params, **named}
    return Words(
        subject=fill(str(kind.subject), params),
        body=fill(str(kind.body), params),
        category=category,
    )


def fill(text: str, params: Mapping[str, str]) -> str:
    """Put the parameters where the text names them in braces; a missing one leaves its name."""
    for name, value in params.items():
        text = text.replace(f"{{{name}}}", value)
    return text
