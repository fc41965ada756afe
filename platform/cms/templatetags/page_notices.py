"""What stands at the head of a page for one reader: {% load page_notices %}."""

from typing import Any

from django import template

from accounts.models import User
from cms.models import BasePage
from cms.page_notices import notices_for

register = template.Library()


@register.inclusion_tag("cms/page_notices.html", takes_context=True)
def page_notices(context: template.Context, page: BasePage) -> dict[str, Any]:
    """Banners for a person who has signed in; none in a preview, which is of no version yet."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User) or getattr(request, "is_preview", False):
        return {"notices": []}
    return {"notices": notices_for(user, page)}
