"""Nation > region > force > unit > team, as one tree in which nothing with a history is deleted."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from core.models import PublicIdModel
from organisation.querysets import NodeManager


class NodeKind(models.TextChoices):
    """The five levels, from the top."""

    NATION = "nation", _("Nation")
    REGION = "region", _("Region")
    FORCE = "force", _("Force")
    UNIT = "unit", _("Unit")
    TEAM = "team", _("Team")


class Node(PublicIdModel, MP_Node):
    """One place in the tree, open from opened_on until closed_on (the first day it is closed)."""

    kind = models.CharField(max_length=10, choices=NodeKind)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        # What took over its work stays for as long as the record that says so.
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    node_order_by: ClassVar[list[str]] = []

    objects: ClassVar[NodeManager] = NodeManager()

    class Meta:
        constraints = [
            # A typing slip in a date would otherwise hide a place from every list.
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="organisation_node_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SoteriaPhase(models.TextChoices):
    """When a force began to work with the national operating model."""

    PATHFINDER = "pathfinder", _("Pathfinder (2021)")
    EXPANSION = "expansion", _("Expansion (October 2022)")
    NATIONAL = "national", _("National (July 2023)")


class ForceProfile(models.Model):
    """What is true of a force and of no other level."""

    # The profile is part of its force and means nothing without it.
    node = models.OneToOneField(Node, on_delete=models.CASCADE, related_name="profile")
    country = models.CharField(max_length=20)
    cps_area = models.CharField(max_length=80)
    soteria_phase = models.CharField(max_length=12, choices=SoteriaPhase)
    soteria_joined_on = models.DateField()
    website = models.URLField()
    is_welsh = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.node.name
