"""Who can sign in. What they may do is decided in organisation."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.managers import AccountManager
from core.models import PublicIdModel


# The editing pages' images and documents point at people without a manager that has types.
class User(PublicIdModel, AbstractUser):  # type: ignore[django-manager-missing]
    """A person who can sign in with their email address."""

    # The email address takes its place.
    username = None  # type: ignore[assignment] # the field of the parent is taken away
    email = models.EmailField(_("email address"), unique=True)
    # Part of every session's fingerprint: a new value ends all of them at the next request,
    # also those that no list knows of.
    session_stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()  # type: ignore[misc] # narrower than Django's own

    class Meta:
        constraints = [
            # One person, one account, however the address is typed.
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]
        indexes = [
            # The closed ones are few, and are left out wherever people are looked for.
            models.Index(
                fields=["id"], condition=models.Q(is_active=False), name="accounts_user_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or str(self.public_id)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Django's own fingerprint and its fallbacks both pass through here."""
        return salted_hmac(
            "accounts.models.User.session",
            f"{self.password}:{self.session_stamp}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
