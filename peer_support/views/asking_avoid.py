"""A person's own list of people who are never to be their supporter.

Names are looked for by POST, so that no address, history or log holds one.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.signed_in import SignedInRequest
from peer_support.forms.avoiding import ByEmailForm, ChosenForm, NameForm
from peer_support.models import Bar
from peer_support.selectors.own_bars import colleagues_called, own_bar, own_list
from peer_support.services.bars import add_bar, remove_bar
from peer_support.views.private import peer_support_page

BY_EMAIL, FIND, CHOSEN = "email", "find", "chosen"


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def avoid(request: SignedInRequest) -> HttpResponse:
    """The list, and the two ways to name somebody."""
    step = request.POST.get("step", "")
    if step == BY_EMAIL:
        return _by_email(request)
    if step in {FIND, CHOSEN}:
        return _by_name(request, is_chosen=step == CHOSEN)
    return _page(request)


def _by_email(request: SignedInRequest) -> HttpResponse:
    form = ByEmailForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, by_email=form)
    return _add(request, form.cleaned_data["email"], form.cleaned_data["kind"])


def _by_name(request: SignedInRequest, *, is_chosen: bool) -> HttpResponse:
    asked = NameForm(request.POST)
    if not asked.is_valid():
        return _page(request, name=asked)
    name = asked.cleaned_data["name"]
    found = colleagues_called(request.user, name, timezone.localdate())
    form = ChosenForm(request.user, found, name, request.POST if is_chosen else None)
    if is_chosen and form.is_valid():
        return _add(request, form.cleaned_data["person"], form.cleaned_data["kind"])
    return _page(request, name=asked, found=found, chosen=form)


def _add(request: SignedInRequest, other: User, kind: str) -> HttpResponse:
    add_bar(person=request.user, other=other, kind=Bar.Kind(kind), now=timezone.now())
    return HttpResponseRedirect(reverse("peer_support:avoid"))


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take somebody off the list; a look at the address, after a sign-in, shows the list."""
    if own_bar(request.user, public_id) is None:
        raise Http404
    if request.method == "POST":
        remove_bar(person=request.user, bar_id=public_id)
    return HttpResponseRedirect(reverse("peer_support:avoid"))


# The parts of the page as the three forms make them.
def _page(request: SignedInRequest, **parts: Any) -> HttpResponse:
    context = {
        "named": own_list(request.user),
        "by_email": ByEmailForm(request.user),
        "name": NameForm(),
    }
    return render(request, "peer_support/asking/avoid.html", context | parts)
