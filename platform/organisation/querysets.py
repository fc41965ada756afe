"""Questions that are asked of places, memberships and grants more than once."""

from datetime import date
from typing import TYPE_CHECKING, NoReturn

from django.db import models
from django.db.models import Exists, OuterRef, Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from organisation.exceptions import NodeKeptError

if TYPE_CHECKING:
    from organisation.models import Membership, Node, RoleGrant  # noqa: F401 -- for the types


class NodeQuerySet(MP_NodeQuerySet, models.QuerySet["Node"]):
    """Places in the tree."""

    def open(self, on: date) -> "NodeQuerySet":
        """Those at work on the given day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), opened_on__lte=on)

    def still_open(self) -> "NodeQuerySet":
        """Those that nothing has closed, whatever the day."""
        return self.filter(closed_on__isnull=True)

    def within(self, node: "Node") -> "NodeQuerySet":
        """The node and everything below it."""
        return self.filter(path__startswith=node.path)

    def above(self, path: str) -> "NodeQuerySet":
        """The places on the way from the top of the tree down to path, path included."""
        step = self.model.steplen
        return self.filter(path__in=[path[:end] for end in range(step, len(path) + 1, step)])

    # treebeard's signature; a place is closed, never deleted, or its records would hang in the air.
    def delete(self) -> NoReturn:
        raise NodeKeptError

    delete.alters_data = True  # type: ignore[attr-defined] # Django keeps it out of templates
    delete.queryset_only = True  # type: ignore[attr-defined] # and off the manager


class NodeManager(MP_NodeManager, models.Manager["Node"]):
    """Gives places in the order of the tree."""

    def get_queryset(self) -> NodeQuerySet:
        return NodeQuerySet(self.model, using=self._db).order_by("path")

    def open(self, on: date) -> NodeQuerySet:
        """Those at work on the given day."""
        return self.get_queryset().open(on)

    def still_open(self) -> NodeQuerySet:
        """Those that nothing has closed, whatever the day."""
        return self.get_queryset().still_open()

    def within(self, node: "Node") -> NodeQuerySet:
        """The node and everything below it."""
        return self.get_queryset().within(node)

    def above(self, path: str) -> NodeQuerySet:
        """The places on the way from the top of the tree down to path, path included."""
        return self.get_queryset().above(path)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Where people are, and were."""

    def current(self, on: date) -> "MembershipQuerySet":
        """Those that hold on the given day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)

    def not_ended(self, on: date) -> "MembershipQuerySet":
        """Those that hold on the given day or are still to begin."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def leavers_due(self, on: date) -> "MembershipQuerySet":
        """Those that have ended, that nothing followed, and whose account is still open."""
        staying = self.model.objects.not_ended(on).filter(person=OuterRef("person"))
        ended = self.filter(ended_on__lte=on, account_closed_at__isnull=True)
        return ended.exclude(Exists(staying))

    def within(self, node: "Node") -> "MembershipQuerySet":
        """Those in node or anywhere below it."""
        return self.filter(node__path__startswith=node.path)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Rights in force."""

    def not_revoked(self) -> "RoleGrantQuerySet":
        """Those that nobody took away, whatever their dates."""
        return self.filter(revoked_at__isnull=True)

    def active(self, on: date) -> "RoleGrantQuerySet":
        """Those that may be used on the given day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=on),
            starts_on__lte=on,
            revoked_at__isnull=True,
            person__is_active=True,
        )
