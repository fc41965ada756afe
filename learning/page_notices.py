"""What learning says at the head of a page: that it changed, to those who are asked to read it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from cms.models import BasePage
from cms.page_notices import PageNotice
from learning.selectors.confirming import change_to_read


def change_to_confirm(user: User, page: BasePage) -> PageNotice | None:
    """Return the banner for somebody who still has to confirm, and None for everyone else."""
    change = change_to_read(user, page, timezone.localdate())
    if change is None:
        return None
    return PageNotice(
        text=_("This page changed on %(changed_on)s. Please confirm by %(due_on)s.")
        % {
            "changed_on": date_format(change.changed_on, "j F Y"),
            "due_on": date_format(change.due_on, "j F Y"),
        },
        link_text=_("Confirm that you have read it"),
        href=reverse("learning:confirm", args=[page.translation_key]),
    )
