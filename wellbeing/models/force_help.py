"""What a force says about its own help: peer support, occupational health and TRiM."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models import Node
from wellbeing.help_services import HelpDetails, HelpService

REACH_LENGTH = 300
HOURS_LENGTH = 120
PHONE_LENGTH = 40
PHONE = RegexValidator(
    r"^\+?[0-9 ]{3,}( ?\(?ext\.? ?[0-9]+\)?)?$",
    _("Enter a telephone number, such as 01632 960 001 or 01632 960 001 ext 12"),
    # A code of its own, or the form's general words for a wrong format would take its place.
    code="telephone",
)


def _reach() -> "models.CharField[str, str]":
    hint = _("In a sentence: who they are and how to reach them. No names, no case details.")
    return models.CharField(
        _("how to reach it"), max_length=REACH_LENGTH, blank=True, help_text=hint
    )


def _hours() -> "models.CharField[str, str]":
    return models.CharField(_("hours"), max_length=HOURS_LENGTH, blank=True)


def _phone() -> "models.CharField[str, str]":
    return models.CharField(_("telephone"), max_length=PHONE_LENGTH, blank=True, validators=[PHONE])


def _email() -> "models.EmailField[str, str]":
    return models.EmailField(_("email address"), blank=True)


class ForceHelp(PublicIdModel):
    """The force's part of the help block; the national part stands in the template alone."""

    # A force is never deleted, and what it says about help belongs to no one else.
    force = models.OneToOneField(
        Node, on_delete=models.PROTECT, related_name="+", verbose_name=_("force")
    )
    peer_support_reach = _reach()
    peer_support_hours = _hours()
    peer_support_phone = _phone()
    peer_support_email = _email()
    occupational_health_reach = _reach()
    occupational_health_hours = _hours()
    occupational_health_phone = _phone()
    occupational_health_email = _email()
    trim_reach = _reach()
    trim_hours = _hours()
    trim_phone = _phone()
    trim_email = _email()
    occupational_health_contacts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+"
    )
    trim_contacts = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    # The words stand when the one who looked after them has left.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )
    checked_on = models.DateField(_("last checked on"), default=timezone.localdate)
    review_on = models.DateField(_("check again by"))

    class Meta:
        verbose_name = _("help at a force")
        verbose_name_plural = _("help at forces")
        ordering: ClassVar[list[str]] = ["force__name"]
        constraints = [
            # A slip of the year would otherwise call old numbers fresh for ever.
            models.CheckConstraint(
                condition=Q(review_on__gt=F("checked_on")), name="wellbeing_help_review_follows"
            ),
        ]

    def __str__(self) -> str:
        return self.force.name

    def details(self, service: HelpService) -> HelpDetails:
        """Return what the force says about one service."""
        parts = {
            part: getattr(self, f"{service.value}_{part}")
            for part in ("reach", "hours", "phone", "email")
        }
        return HelpDetails(service=service, **parts)

    @property
    def filled_in(self) -> list[HelpDetails]:
        """The services that can be reached, in the order in which they are shown."""
        every = [self.details(service) for service in HelpService]
        return [details for details in every if details.is_filled_in]

    def needs_review(self, on: date) -> bool:
        """Whether the day by which somebody should have checked has passed."""
        return on > self.review_on
