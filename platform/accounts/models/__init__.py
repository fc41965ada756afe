"""Accounts, the invitations that open them, and forms kept while a person signs in again."""

from accounts.models.invitation import Invitation
from accounts.models.kept_form import KeptForm
from accounts.models.user import User

__all__ = ["Invitation", "KeptForm", "User"]
