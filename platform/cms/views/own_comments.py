"""A person's own comments: where they stand, what was decided, and the way to appeal."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from cms.forms.comments import AppealForm, WordsForm
from cms.models import CommentingWithdrawal, PageComment
from cms.selectors.comments import own_comment, own_comments, own_withdrawals, shown_to
from cms.services.comments import edit_comment, remove_comment
from cms.services.withdrawals import appeal_withdrawal
from cms.views.comment_page import TEMPLATE, CommentPage
from core.form_page import FormPage, answer_form

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Every comment that the person wrote, and their right to comment."""
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "comments": own_comments(request.user, request.GET.get("page"), now),
        "withdrawals": [
            {"row": row, "is_in_force": row.is_in_force(today)}
            for row in own_withdrawals(request.user)
        ],
    }
    return render(request, "cms/comments/mine.html", context)


@require_http_methods(METHODS)
def edit(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    """Change the words of one's own comment, in its first minutes."""
    comment = _own(request, comment_id)
    form = WordsForm(request.POST or None, initial={"text": comment.text})
    words = FormPage(
        heading=_("Change your comment"),
        lead=_("Others see that it was changed, not what it said before."),
        submit=_("Save"),
        back=reverse("own_comments"),
        done=_("Your comment was changed."),
    )
    return answer_form(
        request,
        form,
        words,
        lambda: edit_comment(
            person=request.user,
            comment_id=comment_id,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        ),
    )


@require_http_methods(METHODS)
def remove(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    """Ask, then take the words away."""
    comment = _own(request, comment_id)
    page = CommentPage(
        heading=_("Remove your comment"),
        lead=_("In its place will stand: “Removed by its author”. You cannot bring it back."),
        submit=_("Remove"),
        back=reverse("own_comments"),
        done=_("Your comment was removed."),
        comment=shown_to(comment, request.user, timezone.now()),
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(
        request,
        form,
        page,
        lambda: remove_comment(person=request.user, comment_id=comment_id),
        template=TEMPLATE,
    )


@require_http_methods(METHODS)
def appeal(request: SignedInRequest, withdrawal_id: UUID) -> HttpResponse:
    """Ask once for another to look at it."""
    found = CommentingWithdrawal.objects.filter(person=request.user, public_id=withdrawal_id)
    withdrawal = found.first()
    if withdrawal is None:
        raise Http404
    form = AppealForm(request.POST or None)
    page = FormPage(
        heading=_("Appeal"),
        lead=_(
            "Somebody else than the person who decided will read this and answer you. They see "
            "your name, the comment and the reason."
        ),
        submit=_("Send"),
        back=reverse("own_comments"),
        done=_("Your appeal was sent. You will be told of the answer."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: appeal_withdrawal(
            person=request.user,
            withdrawal_id=withdrawal_id,
            words=form.cleaned_data["words"],
            now=timezone.now(),
        ),
    )


def _own(request: SignedInRequest, comment_id: UUID) -> PageComment:
    comment = own_comment(request.user, comment_id)
    if comment is None:
        raise Http404
    return comment
