"""Who may act in which role, over which part of the tree, from when to when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models.node import Node
from organisation.querysets import RoleGrantQuerySet


class Role(models.TextChoices):
    """Rights that are given; being an officer needs no grant."""

    SUPERVISOR = "supervisor", _("Supervisor")
    MANAGER = "manager", _("Manager")
    WELLBEING_LEAD = "wellbeing_lead", _("Wellbeing lead")
    PEER_SUPPORTER = "peer_supporter", _("Peer supporter")
    PEER_COORDINATOR = "peer_coordinator", _("Peer support coordinator")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver")
    FORCE_ADMIN = "force_admin", _("Force administrator")
    NATIONAL = "national", _("National team")
    CPS_PARTNER = "cps_partner", _("CPS partner")
    DPO = "dpo", _("Data protection officer")


class RoleGrant(PublicIdModel):
    """A role held over scope and everything below it; ends_on is the first day without it."""

    # Rights go with the account that held them.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.CharField(max_length=20, choices=Role)
    scope = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="role_grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        # The grant stands when the one who gave it has left; the audit log keeps the name.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="organisation_grant_ends_after_start",
            ),
            # A slip or a forged form must not let people raise themselves.
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("person")),
                name="organisation_no_one_grants_themselves",
            ),
            # Two clicks must not leave a second grant behind after the first is revoked.
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(revoked_at__isnull=True),
                name="organisation_one_live_grant",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
