"""What a person may ask of the organisation and not get, each with words that help them on."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class NodeKeptError(DomainError):
    """A place in the tree was about to be deleted."""

    def __init__(self) -> None:
        super().__init__(_("A place is never deleted. Close it instead: its history stays."))


class TreeError(DomainError):
    """A change to the tree that would break its shape or lose its history."""


class MembershipError(DomainError):
    """A change to where someone works that cannot be made."""


class RoleError(DomainError):
    """A role that cannot be given or taken away like this."""


class SigningInError(DomainError):
    """Help with signing in that cannot be given."""


class PeopleImportError(DomainError):
    """A file of people that cannot be used as it is."""
