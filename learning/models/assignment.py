"""Which module is required of whom, and by when."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from learning.models.module import ModulePage
from learning.querysets import AssignmentQuerySet
from organisation.models import Node, RassoRole


class Assignment(PublicIdModel):
    """A module required of a role, in a place, or of everyone; in force until withdrawn_on."""

    # Without its module there is nothing to require.
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("module"),
    )
    audience_role = models.CharField(
        _("role"),
        max_length=20,
        choices=RassoRole,
        blank=True,
        help_text=_("Leave empty for every role."),
    )
    node = models.ForeignKey(
        # A place with requirements is closed, never deleted.
        Node,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("place"),
        help_text=_("This place and everything below it. Leave empty for every force."),
    )
    starts_on = models.DateField(_("starts on"))
    due_days = models.PositiveSmallIntegerField(
        _("days to complete it"),
        null=True,
        blank=True,
        help_text=_("Counted from joining, or from the start if that is later."),
    )
    due_on = models.DateField(_("or due on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    created_by = models.ForeignKey(
        # The requirement stands when the one who made it has left.
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("required learning")
        constraints = [
            # Two rules for one date would leave nobody sure which holds.
            models.CheckConstraint(
                condition=Q(due_days__isnull=True, due_on__isnull=False)
                | Q(due_days__isnull=False, due_on__isnull=True),
                name="learning_assignment_days_or_date",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=models.F("starts_on")),
                name="learning_assignment_due_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.module)

    def clean(self) -> None:
        """Say in words what the constraints would refuse."""
        if (self.due_days is None) == (self.due_on is None):
            raise ValidationError({"due_days": _("Give either a number of days or a date.")})
        if self.due_on and self.starts_on and self.due_on < self.starts_on:
            raise ValidationError({"due_on": _("The date must not be before the start.")})
