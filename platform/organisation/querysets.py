"""Questions that are asked of memberships and grants more than once."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from organisation.models import Membership, Node, RoleGrant  # noqa: F401 -- for the types


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Where people are, and were."""

    def current(self, on: date) -> "MembershipQuerySet":
        """Those that hold on the given day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)

    def within(self, node: "Node") -> "MembershipQuerySet":
        """Those in node or anywhere below it."""
        return self.filter(node__path__startswith=node.path)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Rights in force."""

    def active(self, on: date) -> "RoleGrantQuerySet":
        """Those that may be used on the given day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=on),
            starts_on__lte=on,
            revoked_at__isnull=True,
            person__is_active=True,
        )
