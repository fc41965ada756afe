"""The emails; they say less than the list in the site, because mail is read at desks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.notification_kinds import PRIVATE_CATEGORIES, NotificationKind
from notifications.kinds import find_kind
from notifications.models import Delivery, Digest, Notification, Outgoing
from notifications.words import Words, words_for

if TYPE_CHECKING:
    from accounts.models import User


def mail_lines(reader: "User", told: Sequence[Notification]) -> list[str]:
    """Return one line for each different thing that may still be told to the reader."""
    said = zip(told, words_for(reader, told), strict=True)
    lines = (mail_line(notification, words) for notification, words in said if words.stands)
    return list(dict.fromkeys(lines))


def mail_line(notification: Notification, words: Words) -> str:
    """Return one line fit for mail: without content where the category is private."""
    kind = find_kind(notification.kind)
    if kind is None or is_private(kind):
        return _("There is something for you to read.")
    return words.body


def is_private(kind: NotificationKind) -> bool:
    """Tell whether mail may say nothing about what the notification is about."""
    return kind.category in PRIVATE_CATEGORIES


def notification_mail(delivery: Delivery) -> EmailMessage:
    """Return the email about one notification."""
    notification = delivery.notification
    with override(settings.LANGUAGE_CODE):
        return outgoing_mail(
            delivery,
            to=notification.recipient.email,
            subject=_("You have a new notification"),
            template="notifications/mail/notification.txt",
            lines=mail_lines(notification.recipient, [notification]),
        )


def digest_lines(digest: Digest) -> list[str]:
    """Return the lines of a weekly email: one for each different thing that is still unread."""
    unread = digest.deliveries.filter(notification__read_at__isnull=True)
    rows = unread.select_related("notification").order_by("notification__due_at")
    return mail_lines(digest.recipient, [row.notification for row in rows])


def digest_mail(digest: Digest) -> EmailMessage:
    """Return the weekly email."""
    with override(settings.LANGUAGE_CODE):
        return outgoing_mail(
            digest,
            to=digest.recipient.email,
            subject=_("Your week on %(service)s") % {"service": settings.SERVICE_NAME},
            template="notifications/mail/digest.txt",
            lines=digest_lines(digest),
        )


def outgoing_mail(
    row: Outgoing, *, to: str, subject: str, template: str, lines: list[str]
) -> EmailMessage:
    """Return the email of an outbox row, under the id that all its attempts share."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    context = {
        "service": settings.SERVICE_NAME,
        "lines": lines,
        "list_url": base + reverse("notifications:list"),
        "preferences_url": base + reverse("notifications:preferences"),
    }
    return EmailMessage(
        subject=subject,
        body=render_to_string(template, context),
        to=[to],
        headers={"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"},
    )


def message_id(row: Outgoing) -> str:
    """Return the Message-ID of the row, the same for each attempt."""
    return f"<{row.public_id}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>"
