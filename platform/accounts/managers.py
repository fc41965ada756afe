"""Makes people's accounts; the email address is the name that they sign in with."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import UserManager

if TYPE_CHECKING:
    from accounts.models import User


class AccountManager(UserManager["User"]):
    """Django's manager without a user name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find the account whatever the case that its address was typed in."""
        return self.get(email__iexact=username)

    # The remaining fields are those of the model, passed on as they come.
    def create_user(  # type: ignore[override] # there is no user name here
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create an account that can sign in once it has a password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(  # type: ignore[override] # there is no user name here
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create an account that runs the CMS; it has no further right anywhere else."""
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)
