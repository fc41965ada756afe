"""Services that help officers and those who were harmed, with who looks after each entry."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.fields import ChoiceArrayField
from core.models import PublicIdModel
from organisation.models import Node, NodeKind

# How long an entry that nobody has checked again stays in the list, with a warning.
STAYS_AFTER_EXPIRY = timedelta(days=90)
PHONE = RegexValidator(
    r"^\+?[0-9 ]{3,}( ?\(?ext\.? ?[0-9]+\)?)?$",
    _("Enter a telephone number, such as 01632 960 001 or 01632 960 001 ext 12"),
    # A code of its own, or the form's general words for a wrong format would take its place.
    code="telephone",
)
WEBSITE = URLValidator(
    schemes=["https"],
    message=_("Enter a web address that begins with https://"),
    code="https",
)


class ServiceKind(models.TextChoices):
    """What a service is, in the order in which the directory shows them."""

    EMERGENCY = "emergency", _("Emergency and police")
    CRISIS_LINE = "crisis_line", _("Crisis lines")
    SARC = "sarc", _("Sexual assault referral centres (SARCs)")
    RAPE_CRISIS = "rape_crisis", _("Rape crisis support")
    HELPLINE = "helpline", _("Helplines and support organisations")
    OWN_FORCE = "own_force", _("A force’s own help")
    WELLBEING = "wellbeing", _("Wellbeing and welfare for police")


# An old number of one of these is better than none.
ALWAYS_LISTED = frozenset({ServiceKind.EMERGENCY, ServiceKind.CRISIS_LINE})


class Audience(models.TextChoices):
    """Whom a service is for."""

    OFFICER = "officer", _("Police officers and staff")
    VICTIM = "victim", _("People who have been harmed")
    BOTH = "both", _("Everyone")


class Language(models.TextChoices):
    """A language in which somebody answers."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    SIGN = "bfi", _("British Sign Language")
    INTERPRETER = "int", _("Other languages, by interpreter")


class SupportServiceQuerySet(models.QuerySet["SupportService"]):
    """Questions that more than one place asks."""

    def offered(self, on: date) -> "SupportServiceQuerySet":
        """Entries that have not ended by that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def listed(self, on: date) -> "SupportServiceQuerySet":
        """Entries that readers see that day: not ended, and not long without a check."""
        fresh = Q(expires_on__gte=on - STAYS_AFTER_EXPIRY)
        return self.offered(on).filter(fresh | Q(kind__in=ALWAYS_LISTED))


class SupportService(PublicIdModel):
    """One entry of the directory; it is ended, never deleted."""

    # Which row of our own file it began as: what editors made of it since is left alone.
    seed_key = models.SlugField(max_length=60, null=True, blank=True, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=140)
    what_for = models.CharField(_("what it is for"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=ServiceKind)
    audience = models.CharField(_("who it is for"), max_length=8, choices=Audience)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[PHONE])
    text_number = models.CharField(
        _("number for text messages"), max_length=40, blank=True, validators=[PHONE]
    )
    how_to_reach = models.CharField(
        _("how to reach it"),
        max_length=200,
        blank=True,
        help_text=_("Where a number alone is not enough. No names of people."),
    )
    url = models.CharField(_("website"), max_length=500, blank=True, validators=[WEBSITE])
    hours = models.CharField(
        _("hours"), max_length=120, blank=True, help_text=_("Leave empty if you do not know.")
    )
    languages = ChoiceArrayField(
        models.CharField(max_length=3, choices=Language),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    force = models.ForeignKey(
        # A force is closed, never deleted.
        Node,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": NodeKind.FORCE},
        verbose_name=_("kept by the force"),
        help_text=_("The editors of this force keep the entry. The nation’s entries have none."),
    )
    areas = models.ManyToManyField(
        Node,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": NodeKind.FORCE},
        verbose_name=_("force areas"),
        help_text=_("Where it helps. Tick none if it helps everywhere."),
    )
    owner = models.ForeignKey(
        # The entry stands when the one who looked after it has left.
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("The person who keeps this entry right."),
    )
    is_verified = models.BooleanField(
        _("verified"),
        default=False,
        help_text=_("The details were checked with the service itself or on its own pages."),
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    expires_on = models.DateField(
        _("check again by"),
        help_text=_("The owner is told two weeks before. After this day readers are warned."),
    )
    ended_on = models.DateField(
        _("no longer listed from"),
        null=True,
        blank=True,
        help_text=_("For a service that has closed. The entry and its history stay here."),
    )

    objects: ClassVar = SupportServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("support service")
        verbose_name_plural = _("support services")
        ordering: ClassVar = ["name", "pk"]
        constraints = [
            # A slip of the year would otherwise call old numbers fresh for ever.
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | Q(expires_on__gt=F("checked_on")),
                name="cms_support_check_follows",
            ),
            # Nobody reads "verified" of something that has no day on which it was.
            models.CheckConstraint(
                condition=Q(is_verified=False) | Q(checked_on__isnull=False),
                name="cms_support_verified_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_overdue(self, on: date) -> bool:
        """Whether the day by which somebody should have checked has passed."""
        return on > self.expires_on

    def has_ended(self, on: date | None = None) -> bool:
        """Whether readers no longer see it because somebody ended it."""
        day = on or timezone.localdate()
        return self.ended_on is not None and self.ended_on <= day
