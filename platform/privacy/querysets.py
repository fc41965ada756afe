"""Questions that are asked of consents and requests more than once."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from organisation.models import Role
from organisation.selectors import roles_of

if TYPE_CHECKING:
    from privacy.models import (  # noqa: F401 -- for the types
        AccessRequest,
        Consent,
        ConsentText,
        ErasureRequest,
    )


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    """Texts, of which the highest version is the one in use."""

    def current(self) -> "ConsentTextQuerySet":
        """The newest version of each text."""
        return self.order_by("slug", "-version").distinct("slug")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Agreements."""

    def standing(self) -> "ConsentQuerySet":
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


def _scopes(user: User) -> models.Q:
    """The forces that the person is data protection officer of; none matches nothing."""
    matches = models.Q(pk__in=())
    for held in roles_of(user):
        if held.role == Role.DPO:
            matches |= models.Q(force__path__startswith=held.scope_path)
    return matches


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Wishes for a copy."""

    def due(self, now: datetime) -> "AccessRequestQuerySet":
        """Those to be prepared now."""
        return self.filter(state=self.model.State.ASKED, due_at__lte=now)

    def ready(self, now: datetime) -> "AccessRequestQuerySet":
        """Copies that can be fetched now."""
        return self.filter(state=self.model.State.READY, expires_at__gt=now)

    def expired(self, now: datetime) -> "AccessRequestQuerySet":
        """Copies that have lain here long enough."""
        return self.filter(state=self.model.State.READY, expires_at__lte=now)

    def overseen_by(self, user: User) -> "AccessRequestQuerySet":
        """Those of the forces that the person is data protection officer of."""
        return self.filter(_scopes(user))


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    """Wishes to be erased."""

    def due(self, now: datetime) -> "ErasureRequestQuerySet":
        """Those whose time to think it over is up."""
        return self.filter(state=self.model.State.ASKED, due_at__lte=now)

    def overseen_by(self, user: User) -> "ErasureRequestQuerySet":
        """Those of the forces that the person is data protection officer of."""
        return self.filter(_scopes(user))
