"""The right to comment, in the CMS: withdraw it, give it back, decide on an appeal."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.signed_in import SignedInRequest
from cms.comments.policies import may_decide_appeal, may_moderate_something
from cms.forms.moderation import AppealDecisionForm, WithdrawForm
from cms.models import CommentingWithdrawal
from cms.policies import may_write_national_content
from cms.selectors.moderation import withdrawal_looked_after, withdrawals_looked_after_by
from cms.services.withdrawals import decide_appeal, lift_withdrawal, withdraw_right
from cms.views.moderation import METHODS, ROWS_A_PAGE, comment_to_decide, frame
from core.exceptions import DomainError


@require_safe
def withdrawals(request: SignedInRequest) -> HttpResponse:
    """Whose right is withdrawn; those whose appeal waits come first."""
    if not may_moderate_something(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    rows = withdrawals_looked_after_by(request.user)
    context = frame(_("Right to comment"), (_("Reader comments"), reverse("cms_comments"))) | {
        "appeals": rows.with_open_appeal(today).order_by("appealed_at"),
        "rows": Paginator(
            rows.in_force(today).order_by("-withdrawn_at", "-pk"), ROWS_A_PAGE
        ).get_page(request.GET.get("p")),
    }
    return render(request, "cms/moderation/withdrawals.html", context)


@require_http_methods(METHODS)
def withdraw(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    """Withdraw the right to comment from the author of a comment."""
    comment = comment_to_decide(request, comment_id)
    if comment.author is None:
        raise Http404
    form = WithdrawForm(request.POST or None)

    def act() -> object:
        return withdraw_right(
            moderator=request.user,
            comment_id=comment_id,
            reason=form.cleaned_data["reason"],
            ends_on=form.cleaned_data["ends_on"],
            now=timezone.now(),
        )

    if request.method == "POST" and _is_done(form, act):
        messages.success(request, _("The right to comment was withdrawn."))
        return HttpResponseRedirect(reverse("cms_withdrawals"))
    above = reverse("cms_comment", args=[comment_id])
    context = frame(_("Withdraw the right to comment"), (_("Comment"), above)) | {
        "comment": comment,
        "form": form,
        "is_everywhere": may_write_national_content(request.user),
    }
    return render(request, "cms/moderation/withdraw.html", context)


@require_http_methods(METHODS)
def withdrawal(request: SignedInRequest, withdrawal_id: UUID) -> HttpResponse:
    """One withdrawal with its appeal, and the decision on the appeal."""
    found = _found(request, withdrawal_id)
    form = AppealDecisionForm(request.POST or None)

    def act() -> object:
        return decide_appeal(
            moderator=request.user,
            withdrawal_id=withdrawal_id,
            outcome=CommentingWithdrawal.Outcome(form.cleaned_data["outcome"]),
            answer=form.cleaned_data["answer"],
            now=timezone.now(),
        )

    if request.method == "POST" and _is_done(form, act):
        messages.success(request, _("Decided."))
        return HttpResponseRedirect(reverse("cms_withdrawals"))
    context = frame(_("Right to comment"), (_("All"), reverse("cms_withdrawals"))) | {
        "row": found,
        "form": form,
        "is_in_force": found.is_in_force(timezone.localdate()),
        "may_decide": may_decide_appeal(request.user, found),
    }
    return render(request, "cms/moderation/withdrawal.html", context)


@require_POST
def lift(request: SignedInRequest, withdrawal_id: UUID) -> HttpResponse:
    """Give the right back before its day."""
    _found(request, withdrawal_id)
    try:
        lift_withdrawal(moderator=request.user, withdrawal_id=withdrawal_id, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The person may comment again."))
    return HttpResponseRedirect(reverse("cms_withdrawals"))


def _found(request: SignedInRequest, withdrawal_id: UUID) -> CommentingWithdrawal:
    if not may_moderate_something(request.user):
        raise PermissionDenied
    found = withdrawal_looked_after(request.user, withdrawal_id)
    if found is None:
        raise Http404
    return found


def _is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; what is refused is said above the form, with all that was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True
