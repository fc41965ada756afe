"""Comments in the CMS: what waits, one comment with its reports, and what was decided.

Behind the door of the CMS; what the person may not decide on is answered as if there were none.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.signed_in import SignedInRequest
from cms.access import get_page
from cms.comments.policies import may_moderate, may_moderate_something
from cms.forms.moderation import DecisionForm
from cms.models import CommentDecision, PageComment
from cms.selectors.moderation import (
    comment_looked_after,
    comments_waiting_for,
    hidden_comments_of,
    reports_about,
)
from cms.services.moderation import decide_comment, open_or_close_comments
from core.exceptions import DomainError

ROWS_A_PAGE = 30
METHODS = ["GET", "HEAD", "POST"]
LISTS: dict[str, tuple["str | Promise", Any]] = {  # a view of the CMS's own templates
    "waiting": (gettext_lazy("Waiting"), comments_waiting_for),
    "hidden": (gettext_lazy("Hidden"), hidden_comments_of),
}


def frame(title: str, *above: tuple[str, str], subtitle: str = "") -> dict[str, Any]:
    """What the templates of the CMS want of every page: its title and the way down to it."""
    crumbs = [{"url": address, "label": label} for label, address in above]
    return {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_title": f"{title}: {subtitle}" if subtitle else title,
        "header_icon": "comment",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
    }


@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """Comments that somebody must look at, or those that are hidden."""
    _let_in(request)
    name = request.GET.get("list", "waiting")
    label, find = LISTS.get(name, LISTS["waiting"])
    rows: QuerySet[PageComment] = find(request.user)
    context = frame(_("Reader comments")) | {
        "rows": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p")),
        "list_name": name if name in LISTS else "waiting",
        "list_label": label,
        "lists": [(code, words) for code, (words, _find) in LISTS.items()],
    }
    return render(request, "cms/moderation/list.html", context)


@require_http_methods(METHODS)
def comment(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    """One comment, what was said about it, and the decision."""
    found = comment_to_decide(request, comment_id)
    decisions = list(found.decisions.select_related("decided_by"))
    form = DecisionForm(request.POST or None, initial={"seen": len(decisions)})
    if request.method == "POST" and _is_decided(request, form, found):
        messages.success(request, _("Decided."))
        return HttpResponseRedirect(reverse("cms_comments"))
    if request.method == "POST":
        # Whoever looks again after somebody else has decided looks at what there is now.
        sent = request.POST.copy()
        sent["seen"] = str(len(decisions))
        form.data = sent
    context = frame(_("Comment"), (_("Reader comments"), reverse("cms_comments"))) | {
        "comment": found,
        "reports": reports_about(found),
        "decisions": decisions,
        "form": form,
    }
    return render(request, "cms/moderation/comment.html", context)


@require_POST
def switch(request: SignedInRequest, page_id: UUID) -> HttpResponse:
    """Open or close the comments of a page, and go back to them."""
    page = get_page(request.user, page_id)
    if not may_moderate(request.user, page):
        raise Http404
    are_open = request.POST.get("open") == "yes"
    try:
        open_or_close_comments(
            moderator=request.user, page=page, are_open=are_open, now=timezone.now()
        )
    except DomainError as refusal:
        raise Http404 from refusal
    done = _("Comments are open.") if are_open else _("Comments are closed. Those there are stay.")
    messages.success(request, done)
    return HttpResponseRedirect(reverse("page_comments", args=[page_id]))


def comment_to_decide(request: SignedInRequest, comment_id: UUID) -> PageComment:
    """Return a comment that the person may decide on; to them there is no other."""
    _let_in(request)
    found = comment_looked_after(request.user, comment_id)
    if found is None:
        raise Http404
    return found


def _let_in(request: SignedInRequest) -> None:
    """A superuser enters the CMS, and decides on nobody's words there."""
    if not may_moderate_something(request.user):
        raise PermissionDenied


def _is_decided(request: SignedInRequest, form: forms.Form, found: PageComment) -> bool:
    if not form.is_valid():
        return False
    try:
        decide_comment(
            moderator=request.user,
            comment_id=found.public_id,
            kind=CommentDecision.Kind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True
