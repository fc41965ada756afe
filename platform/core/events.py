"""The port through which every package records an event, whatever layer it stands on."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from accounts.models import User

Detail = str | int | bool | None


class Recorder(Protocol):
    """Writes one event inside the caller's transaction."""

    def __call__(
        self,
        *,
        actor: "User | None",
        action: str,
        force_id: int | None,
        target: str,
        details: Mapping[str, Detail],
    ) -> None: ...


@cache
def _recorder() -> Recorder:
    recorder: Recorder = import_string(settings.AUDIT_RECORDER)
    return recorder


def record_event(
    *,
    actor: "User | None",
    action: str,
    force_id: int | None,
    target: str = "",
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Record that actor did action; target is "app.model:public_id".

    Must be called inside the transaction of the act itself, so that neither stands without
    the other. Details never hold wellbeing or peer-support content.
    """
    _recorder()(actor=actor, action=action, force_id=force_id, target=target, details=details or {})
