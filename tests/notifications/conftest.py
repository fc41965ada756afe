"""Kinds of notification with every combination of what a kind can say, for these tests only."""

from collections.abc import Iterator

import pytest

from core.notification_kinds import Category, NotificationKind
from notifications.kinds import kinds_by_code

INVENTED = (
    NotificationKind(
        code="test.private",
        category=Category.PEER_SUPPORT,
        subject="Your request was answered by {name}",
        body="{name} wrote to you.",
    ),
    NotificationKind(
        code="test.weekly",
        category=Category.LEARNING,
        subject="New module: {title}",
        body="The module “{title}” is there for you.",
        digestible=True,
    ),
    NotificationKind(
        code="test.required",
        category=Category.LEARNING,
        subject="Due: {title}",
        body="“{title}” is due.",
        optional=False,
    ),
)


@pytest.fixture(autouse=True)
def invented_kinds() -> Iterator[None]:
    """Declare the invented kinds, and take them back."""
    declared = kinds_by_code()
    declared.update({kind.code: kind for kind in INVENTED})
    yield
    for kind in INVENTED:
        del declared[kind.code]
