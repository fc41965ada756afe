"""The header's links, for base.html: {% load navigation %}."""

from typing import Any

from django import template

from portal import navigation

register = template.Library()


def _choices(
    context: template.Context, among: tuple[navigation.Destination, ...]
) -> dict[str, Any]:
    """Nothing at all where no one has signed in, or where an error page has no request."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return {"items": []}
    return {"items": navigation.items_for(user, request.path, among), "user": user}


@register.inclusion_tag("components/navigation.html", takes_context=True)
def main_navigation(context: template.Context) -> dict[str, Any]:
    """The sections of the site that this person may open."""
    return _choices(context, navigation.MAIN)


@register.inclusion_tag("components/account_menu.html", takes_context=True)
def account_menu(context: template.Context) -> dict[str, Any]:
    """The person's own pages and signing out; a sign-in link for everyone else."""
    token = context.get("csrf_token")
    return _choices(context, navigation.ACCOUNT) | {"csrf_token": token}
