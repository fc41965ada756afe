"""Certificates, for their owner and for a stranger who holds the code."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from learning.certificate_codes import normalised
from learning.models import Completion
from learning.selectors.markings import sensitive_completions


@dataclass(frozen=True)
class VerifiedCompletion:
    """All that a stranger learns; module_title is empty if strangers must not read it."""

    name: str
    module_title: str
    completed_on: date


def own_completion(user: User, public_id: UUID) -> Completion | None:
    """Return the person's own completion."""
    return (
        Completion.objects.filter(person=user, public_id=public_id).select_related("module").first()
    )


def verify_code(typed: str) -> VerifiedCompletion | None:
    """Return what the code stands for; None for a wrong code and for an erased person alike."""
    code = normalised(typed)
    if code is None:
        return None
    found = Completion.objects.filter(verification_code=code, person__isnull=False).values_list(
        "pk", "person__first_name", "person__last_name", "module_title", "completed_on"
    )
    row = found.first()
    if row is None:
        return None
    pk, first_name, last_name, title, completed_on = row
    is_sensitive = Completion.objects.filter(sensitive_completions(), pk=pk).exists()
    name = f"{first_name} {last_name}".strip()
    return VerifiedCompletion(name, "" if is_sensitive else title, completed_on)
