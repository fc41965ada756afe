"""How a package declares a kind of notification; wording is neutral, because others may see it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NotificationKind:
    """subject and body may name parameters in braces, filled from the notification's row.

    optional: the person can switch it off. digestible: it may wait for the weekly digest.
    """

    code: str
    category: "str | Promise"
    subject: "str | Promise"
    body: "str | Promise"
    optional: bool = True
    digestible: bool = False
