"""Which addresses may stand in a message of feedback: pages about no person."""

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from cms.models import BasePage
from cms.selectors.pages import Visitor, pages_visible_to

LONGEST: Final = 200
# Named one by one: whatever is added later says nothing until somebody adds it here.
PLACES: Final = frozenset(
    {
        *("portal:start", "portal:accessibility", "portal:privacy", "support", "cookies"),
        *("portal:house_rules", "portal:who_sees_what", "wagtail_serve", "search", "account_login"),
        *("learning:catalogue", "learning:module", "learning:section", "page_history"),
    }
)
# Behind these stands one page of the tree each.
PAGES: Final = frozenset({"wagtail_serve", "learning:module"})


def place_of(request: HttpRequest) -> str:
    """The path of the page that is being looked at, or nothing if it is nobody's business."""
    match = request.resolver_match
    is_known = match is not None and match.view_name in PLACES
    return request.path if is_known and len(request.path) <= LONGEST else ""


def known_place(address: str) -> str:
    """The path alone of an address that may be kept, or nothing: no query, no other site."""
    path = urlsplit(address).path
    if len(path) > LONGEST or not address.startswith("/") or address.startswith("//"):
        return ""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return path if match.view_name in PLACES else ""


def page_at(user: Visitor, path: str) -> BasePage | None:
    """The page of the tree at a path, if the person may read it."""
    if not path or resolve(path).view_name not in PAGES:
        return None
    slugs = path.strip("/")
    pages = pages_visible_to(user).filter(url_path__endswith=f"/{slugs}/")
    found: BasePage | None = next((one for one in pages if one.get_url() == path), None)
    return found
