"""What stands around every page: cookie banner, phase banner, "Was this page useful?"."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse

from cms.cookies import HIDDEN_COOKIE, REMEMBER, VERSION, allows, read_choice
from cms.feedback_places import place_of
from cms.models import BasePage
from cms.selectors.phase_banner import current_banner
from cms.useful_session import has_answered
from cms.views.feedback import THANKS

register = template.Library()


def _address_of_form(context: template.Context) -> str:
    """The form, which knows the page it is opened from unless that is private or not there."""
    request = context.get("request")
    # Django hands what went wrong to the pages that say so: all of these must read alike.
    place = "" if request is None or "exception" in context else place_of(request)
    return reverse("feedback") + (f"?{urlencode({'page': place})}" if place else "")


def _leads_back(request: HttpRequest) -> bool:
    """Whether a form of the frame leads back here; the answer to a form cannot be had again."""
    return request.method == "GET"


@register.inclusion_tag("components/cookie_banner.html", takes_context=True)
def cookie_banner(context: template.Context) -> dict[str, Any]:
    """The question about cookies, until it has been answered."""
    request = context.get("request")
    if request is None or context.get("is_about_cookies") or read_choice(request.COOKIES):
        return {"is_asked": False}
    return {
        "is_asked": True,
        "version": VERSION,
        "leads_back": _leads_back(request),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/phase_banner.html", takes_context=True)
def phase_banner(context: template.Context) -> dict[str, Any]:
    """How finished the service is, and where to say what is wrong with it."""
    request = context.get("request")
    # A page that says that the server failed asks nobody anything.
    if request is None:
        return {"banner": None}
    banner = current_banner()
    if not banner.is_shown or request.COOKIES.get(HIDDEN_COOKIE) == banner.mark:
        return {"banner": None}
    return {
        "banner": banner,
        "feedback": _address_of_form(context),
        "can_hide": allows(request, REMEMBER),
        "leads_back": _leads_back(request),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def feedback_address(context: template.Context) -> str:
    """Where the footer leads whoever has something to say of the page."""
    return _address_of_form(context)


@register.inclusion_tag("cms/useful.html", takes_context=True)
def ask_if_useful(context: template.Context, page: BasePage) -> dict[str, Any]:
    """The question at the foot of guidance and modules; thanks for whoever has just answered it."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False) or not page.useful_question:
        return {"page": None}
    is_thanked = request.GET.get("useful") == THANKS or has_answered(request, page)
    return {
        "page": page,
        "is_thanked": is_thanked,
        "feedback": _address_of_form(context),
        "csrf_token": context.get("csrf_token"),
    }
