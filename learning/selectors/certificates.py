"""Certificates, for their owner and for a stranger who holds the code."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from learning.certificate_codes import normalised
from learning.models import Completion


@dataclass(frozen=True)
class VerifiedCompletion:
    """All that a stranger learns."""

    name: str
    module_title: str
    completed_on: date


def own_completion(user: User, public_id: UUID) -> Completion | None:
    """Return the person's own completion."""
    return Completion.objects.filter(person=user, public_id=public_id).first()


def verify_code(typed: str) -> VerifiedCompletion | None:
    """Return what the code stands for; None for a wrong code and for an erased person alike."""
    code = normalised(typed)
    if code is None:
        return None
    found = Completion.objects.filter(verification_code=code, person__isnull=False).values_list(
        "person__first_name", "person__last_name", "module_title", "completed_on"
    )
    row = found.first()
    if row is None:
        return None
    first_name, last_name, module_title, completed_on = row
    return VerifiedCompletion(f"{first_name} {last_name}".strip(), module_title, completed_on)
