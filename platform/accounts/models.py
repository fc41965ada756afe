"""Who can sign in. What they may do is decided in organisation."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.managers import AccountManager
from core.models import PublicIdModel


class User(PublicIdModel, AbstractUser):
    """A person who can sign in with their e-mail address."""

    username = None  # the e-mail address takes its place
    email = models.EmailField(_("email address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()  # type: ignore[misc,assignment] # narrower than Django's own

    class Meta:
        constraints = [
            # One person, one account, however the address is typed.
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or str(self.public_id)
