"""Where a person stands towards a text that they may agree to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentState(models.TextChoices):
    """OUTDATED: agreed to an earlier version, so not to what the text says now."""

    NOT_GIVEN = "not_given", _("Not agreed")
    OUTDATED = "outdated", _("Changed since you agreed")
    GIVEN = "given", _("Agreed")
