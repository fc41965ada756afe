"""The emails; they say less than the list in the site, because mail is read at desks."""

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
from notifications.words import words_of


def mail_line(notification: Notification) -> str:
    """Return one line fit for mail: without content where the category is private."""
    kind = find_kind(notification.kind)
    if kind is None or is_private(kind):
        return _("There is something for you to read.")
    return words_of(notification).body


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
            lines=[mail_line(notification)],
        )


def digest_mail(digest: Digest) -> EmailMessage:
    """Return the weekly email: one line for each different thing that is still unread."""
    unread = digest.deliveries.filter(notification__read_at__isnull=True)
    rows = unread.select_related("notification").order_by("notification__due_at")
    with override(settings.LANGUAGE_CODE):
        lines = [mail_line(row.notification) for row in rows]
        return outgoing_mail(
            digest,
            to=digest.recipient.email,
            subject=_("Your week on %(service)s") % {"service": settings.SERVICE_NAME},
            template="notifications/mail/digest.txt",
            lines=list(dict.fromkeys(lines)),
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
