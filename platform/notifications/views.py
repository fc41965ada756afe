"""A person's own notifications and their choices; nobody sees anybody else's."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import SignedInRequest
from notifications.forms import PreferencesForm
from notifications.models import Notification
from notifications.selectors import entries_of
from notifications.services.read import mark_all_as_read, mark_as_read

PAGE_SIZE = 20


@require_safe
def notification_list(request: SignedInRequest) -> HttpResponse:
    """Everything that the person was told, newest first."""
    now = timezone.now()
    user = request.user
    rows = Notification.objects.visible_to(user, now).newest_first()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": entries_of(user, list(page.object_list)),
        "has_unread": Notification.objects.visible_to(user, now).unread().exists(),
    }
    return render(request, "notifications/list.html", context)


@require_safe
def open_notification(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Go to what the notification is about; it has been read then."""
    notification = own_notification(request, public_id)
    mark_as_read(notification=notification, now=timezone.now())
    return redirect(notification.url or "notifications:list")


@require_POST
def mark_read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take the mark off one notification."""
    mark_as_read(notification=own_notification(request, public_id), now=timezone.now())
    return redirect("notifications:list")


@require_POST
def mark_all_read(request: SignedInRequest) -> HttpResponse:
    """Take the mark off all of them."""
    count = mark_all_as_read(user=request.user, now=timezone.now())
    said = ngettext(
        "%(count)d notification marked as read.", "%(count)d notifications marked as read.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("notifications:list")


def preferences(request: SignedInRequest) -> HttpResponse:
    """What the person wants by mail, and when."""
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choices about notifications are saved."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


def own_notification(request: SignedInRequest, public_id: UUID) -> Notification:
    """The one way to a notification: its owner's, or not found."""
    own = Notification.objects.visible_to(request.user, timezone.now())
    notification = own.filter(public_id=public_id).first()
    if notification is None:
        raise Http404
    return notification
