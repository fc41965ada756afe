"""What a page offers to its readers below its words: {% load cms_readers %}.

Tags, because pages of every type show them, also those of packages with views of their own.
"""

from typing import Any

from django import template

from accounts.models import User
from cms.comments.policies import comments_are_open, may_read_comments
from cms.models import BasePage
from cms.selectors.bookmarks import has_bookmark
from cms.selectors.comments import count_visible

register = template.Library()
NOTHING = {"shown": False}


def _reader(context: template.Context) -> User | None:
    """Who reads a page that is there; nobody while an editor only looks at a draft."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User) or getattr(request, "is_preview", False):
        return None
    return user


@register.inclusion_tag("cms/comments/link.html", takes_context=True)
def comments_link(context: template.Context, page: BasePage) -> dict[str, Any]:
    """The way to the comments with their number, where there are any or can be."""
    user = _reader(context)
    if user is None or not may_read_comments(user, page):
        return NOTHING
    count = count_visible(page)
    shown = bool(count) or comments_are_open(page)
    return {"shown": shown, "count": count, "page": page}


@register.inclusion_tag("cms/bookmarks/button.html", takes_context=True)
def bookmark_button(context: template.Context, page: BasePage) -> dict[str, Any]:
    """Save the page, or take it from what one saved."""
    user = _reader(context)
    if user is None:
        return NOTHING
    return {
        "shown": True,
        "is_saved": has_bookmark(user, page),
        "page": page,
        "csrf_token": context.get("csrf_token"),
    }
