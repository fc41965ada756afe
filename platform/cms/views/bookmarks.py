"""Saving a page for oneself, and the list of what one saved."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from cms.access import get_page
from cms.models import BasePage
from cms.selectors.bookmarks import bookmarks_of, has_bookmark
from cms.services.bookmarks import remove_bookmark, save_bookmark

SAVE, REMOVE = "save", "remove"


@require_http_methods(["GET", "HEAD", "POST"])
def bookmark(request: SignedInRequest, page_id: UUID) -> HttpResponse:
    """Save the page or take it from the list, and go back to where the button was."""
    page = get_page(request.user, page_id)
    # Whoever had to sign in on the way comes here without having pressed anything.
    if request.method == "POST":
        messages.success(request, _carry_out(request, page))
    if request.POST.get("from") == "list":
        return HttpResponseRedirect(reverse("bookmarks"))
    return HttpResponseRedirect(page.get_url(request) or reverse("bookmarks"))


def _carry_out(request: SignedInRequest, page: BasePage) -> str:
    """Do what the button said, so that two presses do it once; without a word, the opposite."""
    toggled = REMOVE if has_bookmark(request.user, page) else SAVE
    if request.POST.get("act", toggled) == REMOVE:
        remove_bookmark(person=request.user, page=page)
        return _("The page is no longer among your saved pages.")
    save_bookmark(person=request.user, page=page, now=timezone.now())
    return _("The page is among your saved pages.")


@require_safe
def bookmarks(request: SignedInRequest) -> HttpResponse:
    """What the person saved, as far as they may still read it."""
    saved = bookmarks_of(request.user, request, request.GET.get("page"))
    return render(request, "cms/bookmarks/list.html", {"saved": saved})
