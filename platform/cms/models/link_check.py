"""Addresses that our pages and the directory lead to, and whether they still lead somewhere."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models.base import BasePage
from cms.models.support_service import SupportService

LONGEST_URL = 2000


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    """Questions that more than one place asks."""

    def external(self) -> "LinkCheckQuerySet":
        """Addresses on other sites."""
        return self.exclude(host="")

    def internal(self) -> "LinkCheckQuerySet":
        """Addresses on this site."""
        return self.filter(host="")

    def broken(self) -> "LinkCheckQuerySet":
        """Addresses of which an editor should know."""
        return self.filter(state=LinkCheck.State.BROKEN)


class LinkCheck(models.Model):
    """One address, however many pages lead to it; host is empty for our own."""

    class State(models.TextChoices):
        """From "nobody asked yet" to "an editor should know"."""

        UNCHECKED = "unchecked", _("Not checked yet")
        WORKS = "works", _("Works")
        FAILING = "failing", _("Did not answer, to be asked again")
        BROKEN = "broken", _("Broken")

    class Reason(models.TextChoices):
        """Why it did not work."""

        NONE = "", ""
        MISSING = "missing", _("There is no such page")
        NOT_LIVE = "not_live", _("The page is not published")
        REFUSED = "refused", _("The site answers with an error")
        NO_ANSWER = "no_answer", _("The site does not answer")
        NOT_ALLOWED = "not_allowed", _("The address is not one that a reader could open")

    url = models.CharField(max_length=LONGEST_URL, unique=True)
    host = models.CharField(max_length=253, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNCHECKED)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default=Reason.NONE)
    fails = models.PositiveSmallIntegerField(default=0)
    last_checked_at = models.DateTimeField(null=True, blank=True)
    last_failed_on = models.DateField(null=True, blank=True)
    broken_since = models.DateField(null=True, blank=True)
    # When to ask next; a worker that asks moves it on first, so that no other asks beside it.
    due_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = LinkCheckQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="cms_link_due")]
        constraints = [
            # The list of broken links says since when; a state without a day would be left out.
            models.CheckConstraint(
                condition=Q(state="broken", broken_since__isnull=False)
                | (~Q(state="broken") & Q(broken_since__isnull=True)),
                name="cms_link_broken_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class LinkPlace(models.Model):
    """Where an address stands: on a live page, or in an entry of the directory."""

    link = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="places")
    # A place is a fact about the page or entry and goes with it.
    page = models.ForeignKey(BasePage, null=True, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(
        SupportService, null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            # A link that stands nowhere, or in two things at once, could be told to nobody.
            models.CheckConstraint(
                condition=Q(page__isnull=True) ^ Q(service__isnull=True),
                name="cms_link_place_is_one_thing",
            ),
            models.UniqueConstraint(fields=["link", "page"], name="cms_link_place_page_once"),
            models.UniqueConstraint(fields=["link", "service"], name="cms_link_place_service_once"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id}"
