"""Where panels of the reader's force stand inside a national page: {% load force_panels %}."""

from typing import Any

from django import template
from django.urls import reverse

from cms.models import BasePage
from cms.pieces import takes_panels
from cms.policies import writes_for_a_force
from cms.selectors.force_panels import AT_THE_END, Placed

register = template.Library()


@register.inclusion_tag("cms/force_panels.html", takes_context=True)
def panels_after(context: template.Context, piece: str) -> dict[str, Any]:
    """The panels that stand right after this piece of the page."""
    return {"panels": _placed(context).get(str(piece), [])}


@register.inclusion_tag("cms/force_panels_at_the_end.html", takes_context=True)
def panels_at_the_end(context: template.Context) -> dict[str, Any]:
    """The panels after everything else, and for those who write them the way to add one."""
    page, request = context.get("page"), context.get("request")
    return {
        "panels": _placed(context).get(AT_THE_END, []),
        "add_url": _add_url(page, request) if isinstance(page, BasePage) and request else "",
    }


def _placed(context: template.Context) -> Placed:
    placed: Placed = context.get("force_panels") or {}
    return placed


def _add_url(page: BasePage, request: Any) -> str:  # a request, or what stands for one in a test
    user = getattr(request, "user", None)
    if user is None or not page.live or not writes_for_a_force(user) or not takes_panels(page):
        return ""
    return f"{reverse('wagtailsnippets_cms_forcepanel:add')}?page={page.translation_key}"
