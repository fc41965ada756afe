"""The three kinds of person at a force who can be asked for help."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HelpService(TextChoices):
    """Whom a person may turn to, or ask to get in touch."""

    PEER_SUPPORT = "peer_support", _("Peer support")
    OCCUPATIONAL_HEALTH = "occupational_health", _("Occupational health")
    TRIM = "trim", _("TRiM (trauma risk management)")


@dataclass(frozen=True)
class HelpDetails:
    """How a force says one of the services can be reached; any part may be empty."""

    service: HelpService
    reach: str
    hours: str
    phone: str
    email: str

    @property
    def name(self) -> str:
        """What people call the service."""
        return str(self.service.label)

    @property
    def is_filled_in(self) -> bool:
        """Whether the force said anything by which the service can be reached."""
        return bool(self.reach or self.phone or self.email)

    @property
    def phone_href(self) -> str:
        """A link that dials, or nothing where the text is more than a number."""
        digits = self.phone.replace(" ", "")
        return f"tel:{digits}" if digits.removeprefix("+").isdigit() else ""
