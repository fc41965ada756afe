"""Comments on a page: read, write, answer, report. Everybody else is told that there is no page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from cms.access import get_page
from cms.comments.policies import (
    comments_are_open,
    has_lost_the_right,
    may_comment,
    may_moderate,
    may_read_comments,
    may_report,
)
from cms.comments.rules import RULES_VERSION
from cms.forms.comments import CommentForm, ReportForm
from cms.models import BasePage, CommentReport, PageComment
from cms.selectors.comments import (
    CommentShown,
    comment_of_page,
    comments_on,
    count_visible,
    has_accepted_rules,
    list_page_of,
    number_of_list_page,
    shown_to,
)
from cms.services.comments import post_comment
from cms.services.reports import report_comment
from cms.views.comment_page import TEMPLATE, CommentPage
from core.exceptions import DomainError
from core.form_page import answer_form
from organisation.selectors import post_today

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Writer:
    """What is said to somebody before they write: under which name, and whether they may."""

    name: str
    standing: str
    may_write: bool
    has_lost_the_right: bool
    has_post: bool


@require_http_methods(METHODS)
def page_comments(request: SignedInRequest, page_id: UUID) -> HttpResponse:
    """The comments of a page, and the form for another; what is refused stays in the box."""
    page = _discussed_page(request, page_id)
    form = _comment_form(request)
    if request.method == "POST" and _is_posted(request, page, form):
        return HttpResponseRedirect(_place_of(form.posted, request))
    context = _about(request, page) | {
        "form": form,
        "comments": comments_on(page, request.user, _asked_page(request, page), timezone.now()),
        "visible": count_visible(page),
        "are_open": comments_are_open(page),
        "moderates": may_moderate(request.user, page),
    }
    return render(request, "cms/comments/page.html", context)


@require_http_methods(METHODS)
def reply(request: SignedInRequest, page_id: UUID, comment_id: UUID) -> HttpResponse:
    """Answer a comment."""
    page = _discussed_page(request, page_id)
    parent = _comment_on(page, comment_id)
    if parent.parent_id is not None:
        raise Http404
    form = _comment_form(request)
    if request.method == "POST" and _is_posted(request, page, form, parent):
        return HttpResponseRedirect(_place_of(form.posted, request))
    context = _about(request, page) | {"form": form, "comment": _shown(request, parent)}
    return render(request, "cms/comments/reply.html", context)


@require_http_methods(METHODS)
def report(request: SignedInRequest, page_id: UUID, comment_id: UUID) -> HttpResponse:
    """Ask for a comment to be looked at."""
    page = _discussed_page(request, page_id)
    comment = _comment_on(page, comment_id)
    if not may_report(request.user, comment):
        raise Http404
    form = ReportForm(request.POST or None)
    words = CommentPage(
        heading=_("Report a comment"),
        caption=page.title,
        lead=_(
            "The editors who look after these comments read your report. Nobody is told that it "
            "came from you: not the person who wrote the comment, and not the editors."
        ),
        submit=_("Report"),
        back=_place_of(comment, request),
        done=_("Thank you. The editors will look at the comment."),
        comment=_shown(request, comment),
    )
    return answer_form(
        request,
        form,
        words,
        lambda: report_comment(
            person=request.user,
            page=page,
            comment_id=comment_id,
            reason=CommentReport.Reason(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
            now=timezone.now(),
        ),
        template=TEMPLATE,
    )


def _discussed_page(request: SignedInRequest, page_id: UUID) -> BasePage:
    page = get_page(request.user, page_id)
    if not may_read_comments(request.user, page):
        raise Http404
    return page


def _asked_page(request: SignedInRequest, page: BasePage) -> str:
    """The page of the list that was asked for, or that a comment stands on."""
    of_comment = request.GET.get("comment", "")
    return request.GET.get("page") or list_page_of(page, request.user, of_comment)


def _comment_on(page: BasePage, comment_id: UUID) -> PageComment:
    comment = comment_of_page(page, comment_id)
    if comment is None:
        raise Http404
    return comment


class _PostingForm(CommentForm):
    """Knows what was made of it."""

    posted: PageComment


def _comment_form(request: SignedInRequest) -> _PostingForm:
    asks = not has_accepted_rules(request.user)
    return _PostingForm(request.POST or None, asks_rules=asks)


def _is_posted(
    request: SignedInRequest, page: BasePage, form: _PostingForm, parent: PageComment | None = None
) -> bool:
    """Whether the comment was kept; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        form.posted = post_comment(
            person=request.user,
            page=page,
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"],
            now=timezone.now(),
            reply_to=parent.public_id if parent else None,
            rules_version=RULES_VERSION if form.cleaned_data.get("accept_rules") else None,
        )
    except DomainError as refusal:
        form.add_error("text", str(refusal.message))
        return False
    return True


def _place_of(comment: PageComment, request: SignedInRequest) -> str:
    """Where the comment stands in the list."""
    address = reverse("page_comments", args=[comment.page.translation_key])
    number = number_of_list_page(comment, request.user)
    return f"{address}?page={number}#comment-{comment.public_id}"


def _shown(request: SignedInRequest, comment: PageComment) -> CommentShown:
    return shown_to(comment, request.user, timezone.now())


def _about(request: SignedInRequest, page: BasePage) -> dict[str, Any]:  # a template's context
    post = post_today(request.user)
    writer = Writer(
        name=str(request.user),
        standing=f"{post.get_rasso_role_display()}, {post.force.name}" if post else "",
        may_write=may_comment(request.user, page),
        has_lost_the_right=has_lost_the_right(request.user, page),
        has_post=post is not None,
    )
    return {"page": page, "page_url": page.get_url(request), "writer": writer}
