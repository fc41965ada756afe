"""Lets those who save the same page in the CMS at the same moment take turns."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest
from django.urls import Resolver404, resolve

# The first half of the lock's key, so that no other use of such locks meets ours.
NAMESPACE = 0x65646974
SAVING = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"})


def page_saved_by(request: HttpRequest) -> int | None:
    """The key of the page that the request saves; None for every other request."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return int(match.kwargs["page_id"]) if match.view_name in SAVING else None


@contextmanager
def turn_at(page_id: int) -> Iterator[None]:
    """Wait until nobody else is saving the page.

    The form looks whether it was overtaken, and Wagtail saves a moment later. A row lock would
    need one transaction around both, and could then wait for a reviewer who waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [NAMESPACE, page_id])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [NAMESPACE, page_id])
