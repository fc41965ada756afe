"""Questions about wellbeing's tables that are asked more than once."""

from typing import TYPE_CHECKING

from django.db import models

from wellbeing.help_services import HelpService

if TYPE_CHECKING:
    from organisation.models import Node
    from wellbeing.models import ContactRequest  # noqa: F401 -- for the types


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    """Wishes to be contacted."""

    def waiting(self) -> "ContactRequestQuerySet":
        """Those that nobody has answered or taken back."""
        return self.filter(state=self.model.State.WAITING)

    def sent_by(self, requester: str) -> "ContactRequestQuerySet":
        """Those of one pseudonym, newest first."""
        return self.filter(requester=requester).order_by("-asked_on", "public_id")

    def sent_to(self, force: "Node", services: "list[HelpService]") -> "ContactRequestQuerySet":
        """Those to these services of a force, oldest first; who may read each is sealed inside."""
        return self.filter(force=force, service__in=services).order_by("asked_on", "public_id")
