"""The port through which packages below notifications tell a person something."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from accounts.models import User


class Teller(Protocol):
    """Keeps what is to be told, in the caller's transaction; the same key twice is told once."""

    def __call__(
        self,
        *,
        recipient: "User",
        kind: str,
        subject_key: str,
        url: str,
        params: Mapping[str, str],
        due_at: datetime | None,
    ) -> object: ...


@cache
def _teller() -> Teller:
    teller: Teller = import_string(settings.NOTIFIER)
    return teller


def tell(
    *,
    recipient: "User",
    kind: str,
    subject_key: str,
    url: str = "",
    params: Mapping[str, str] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Tell the person once; kind is declared in a package's notification_kinds.

    Packages that may import notifications call its service instead.
    """
    _teller()(
        recipient=recipient,
        kind=kind,
        subject_key=subject_key,
        url=url,
        params=params or {},
        due_at=due_at,
    )
