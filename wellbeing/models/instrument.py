"""An instrument that was installed from a content pack. It says nothing of any person."""

from django.db import models
from django.db.models import Q

from core.models import PublicIdModel


class InstalledInstrument(PublicIdModel):
    """What is asked and how it is scored, as it was checked when it was installed."""

    code = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    # Of content and licence: tells a change from a repetition.
    checksum = models.CharField(max_length=64)
    licence_text = models.TextField()
    attribution = models.TextField()
    installed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Nobody may be asked another's questions without saying whose they are.
            models.CheckConstraint(
                condition=~Q(licence_text="") & ~Q(attribution=""),
                name="wellbeing_instrument_has_licence",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="wellbeing_instrument_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, version {self.version}"
