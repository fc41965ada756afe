"""Where a person works, from when to when, under whom and in which RASSO role."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models.node import Node
from organisation.models.rank import Rank
from organisation.querysets import MembershipQuerySet


class RassoRole(models.TextChoices):
    """The part that a person plays in the work on rape and serious sexual offences."""

    FIRST_RESPONDER = "first_responder", _("First responder")
    SOLO = "solo", _("Sexual offences liaison officer (SOLO)")
    INVESTIGATOR = "investigator", _("Investigator")
    SUPERVISOR = "supervisor", _("Supervisor")
    SIO = "sio", _("Senior investigating officer")
    ANALYST = "analyst", _("Analyst")
    DIGITAL = "digital", _("Digital media investigator")
    DISCLOSURE = "disclosure", _("Disclosure officer")
    CONTACT_HANDLER = "contact_handler", _("Contact handler")
    CPS_PROSECUTOR = "cps_prosecutor", _("CPS prosecutor")
    PEER_SUPPORTER = "peer_supporter", _("Peer supporter")
    WELLBEING_LEAD = "wellbeing_lead", _("Wellbeing lead")
    MANAGER = "manager", _("Manager")
    LEARNING_LEAD = "learning_lead", _("Learning and development lead")
    PROFESSIONAL_STANDARDS = "standards", _("Professional standards")
    HUMAN_RESOURCES = "human_resources", _("Human resources")
    OTHER = "other", _("Another role")


class DateRange(Func):
    """The days from started_on up to, not including, ended_on."""

    function = "DATERANGE"


DAYS = DateRange(F("started_on"), F("ended_on"))


class Membership(PublicIdModel):
    """One person in one place; ended_on is the first day on which they are no longer there."""

    person = models.ForeignKey(
        # A record of service outlives the wish to delete an account: erasure anonymises it.
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="memberships")
    force = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="force_memberships")
    line_manager = models.ForeignKey(
        # A manager who leaves takes no one's record along.
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="direct_reports",
    )
    rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    rasso_role = models.CharField(max_length=20, choices=RassoRole)
    service_number = models.CharField(_("warrant or staff number"), max_length=20)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # Set once the account of a leaver is closed, so that the daily sweep finds each leaver once.
    account_closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="organisation_membership_ends_after_start",
            ),
            # Two imports at once must not put one person in two teams on the same day.
            ExclusionConstraint(
                name="organisation_membership_one_place_a_day",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
            ),
            # A number is how a force knows a person: two people must never share one at a time.
            ExclusionConstraint(
                name="organisation_membership_number_unique_in_force",
                expressions=[
                    (F("force"), RangeOperators.EQUAL),
                    (F("service_number"), RangeOperators.EQUAL),
                    (F("person"), RangeOperators.NOT_EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["line_manager", "ended_on"], name="organisation_reports"),
            # Answers "where does this person work" by itself; matching asks it of thousands.
            models.Index(
                fields=["person"],
                include=[
                    "started_on",
                    "ended_on",
                    "node",
                    "force",
                    "line_manager",
                    "rank",
                    "rasso_role",
                ],
                name="organisation_post_of_person",
            ),
            models.Index(
                fields=["ended_on"],
                condition=Q(account_closed_at__isnull=True),
                name="organisation_leavers_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def copy(self, *, started_on: date, **changes: Any) -> "Membership":  # any field of the model
        """Return an unsaved membership like this one that begins on started_on."""
        fields = {
            "person_id": self.person_id,
            "node_id": self.node_id,
            "force_id": self.force_id,
            "line_manager_id": self.line_manager_id,
            "rank_id": self.rank_id,
            "rasso_role": self.rasso_role,
            "service_number": self.service_number,
            "ended_on": self.ended_on,
        }
        return Membership(**fields | {"started_on": started_on} | changes)
