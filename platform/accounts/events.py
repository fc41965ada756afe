"""Records what happens to an account; the force comes through a port, for it stands above us."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import User
from core.events import Detail, record_event


class ForceResolver(Protocol):
    """Finds the force whose log an event about the person belongs to."""

    def __call__(self, person: User) -> int | None: ...


@cache
def _force_resolver() -> ForceResolver:
    resolver: ForceResolver = import_string(settings.FORCE_RESOLVER)
    return resolver


def record_account_event(
    *,
    actor: User | None,
    person: User,
    action: str,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Record that actor did action to the account of person, in that person's force."""
    with transaction.atomic():
        record_event(
            actor=actor,
            action=f"account.{action}",
            force_id=_force_resolver()(person),
            target=f"accounts.user:{person.public_id}",
            details=details,
        )
