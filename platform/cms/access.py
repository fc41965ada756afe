"""The one way from an address with a page's id to the page, for everything that hangs on pages."""

from uuid import UUID

from django.http import Http404

from cms.models import BasePage
from cms.selectors import Visitor, pages_visible_to


def get_page(user: Visitor, page_id: UUID) -> BasePage:
    """Return the live page that the person may read; Http404 for every other.

    page_id: Wagtail's translation_key, the one public id that every page has.
    """
    page = pages_visible_to(user).filter(translation_key=page_id).first()
    if page is None:
        raise Http404
    found: BasePage = page.specific
    return found
