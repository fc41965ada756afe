"""Refuses to start with keys that protect nothing."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from core.crypto.exceptions import CryptoError
from core.crypto.keys import DEMO_PREFIX
from core.crypto.providers import keyring
from core.crypto.sealing import open_sealed, seal

PROBE = "health"


def check() -> None:
    """Seal and open a value with the current key; raise CryptoError if that cannot be done."""
    open_sealed(seal(PROBE, context=PROBE), context=PROBE)


# Django passes whatever options the check was run with.
def check_keys(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """The provider is set, gives keys of the right length, and outside the demo no demo key."""
    if not getattr(settings, "KEY_PROVIDER", ""):
        return [Error("KEY_PROVIDER is not set.", id="core.E010")]
    try:
        ring = keyring()
        check()
    except (CryptoError, ImportError, TypeError) as error:
        return [Error(f"The keys cannot be used: {error}", id="core.E011")]
    demo_keys = sorted(key_id for key_id in ring.keys if key_id.startswith(DEMO_PREFIX))
    if demo_keys and not settings.DEMO:
        return [Error(f"{', '.join(demo_keys)} is a demo key: make a new one.", id="core.E012")]
    return []
