"""What readers say about the site, without a word of who said it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.base import BasePage
from core.models import PublicIdModel


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """What is asked of feedback more than once."""

    def still_open(self) -> Self:
        """Feedback that somebody still has to deal with."""
        return self.filter(state__in=Feedback.OPEN_STATES)


class Feedback(PublicIdModel):
    """One message. No account, no address of a network, no time of day: only the day.

    Whoever was at the keyboard cannot be found from it; so nobody can be answered either.
    """

    class State(models.TextChoices):
        """Where the message stands."""

        NEW = "new", _("New")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        NOT_OURS = "not_ours", _("Not ours")

    OPEN_STATES: ClassVar = (State.NEW, State.IN_PROGRESS)

    page = models.ForeignKey(
        # What was said of it can still be dealt with when the page has gone.
        BasePage,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="feedback",
        verbose_name=_("page"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True, editable=False)
    doing = models.TextField(_("what they were doing"), max_length=1000, editable=False)
    problem = models.TextField(_("what went wrong"), max_length=1000, editable=False)
    received_on = models.DateField(_("received"), editable=False)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.NEW)
    assigned_to = models.ForeignKey(
        # The message outlives the job of whoever looks into it.
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("looked into by"),
    )
    note = models.TextField(
        _("note"),
        max_length=1000,
        blank=True,
        help_text=_("What was done, or why it is not ours. No case details, no names."),
    )

    objects: ClassVar = FeedbackQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-received_on", "-pk"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes: ClassVar = [models.Index(fields=["state", "-received_on"])]

    def __str__(self) -> str:
        return str(_("Feedback of %(day)s") % {"day": self.received_on.strftime("%-d %B %Y")})
