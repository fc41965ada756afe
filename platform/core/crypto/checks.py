"""Refuses to start with keys that protect nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from core.crypto.exceptions import CryptoError
from core.crypto.keys import DEMO_PREFIX, Keyring
from core.crypto.providers import DEFAULT_RING, keyring
from core.crypto.sealing import open_sealed, seal

PROBE = "health"


def ring_names() -> tuple[str, ...]:
    """Return the name of every ring, the default one first."""
    return (DEFAULT_RING, *settings.RING_NAMES)


def check() -> None:
    """Seal and open a value with every ring's current key; raise CryptoError if one cannot."""
    for ring in ring_names():
        open_sealed(seal(PROBE, context=PROBE, ring=ring), context=PROBE, ring=ring)


# Django passes whatever options the check was run with.
def check_keys(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Every ring has a provider and keys of the right length, and outside the demo no demo key."""
    if not getattr(settings, "KEY_PROVIDER", ""):
        return [Error("KEY_PROVIDER is not set.", id="core.E010")]
    return [fault for ring in ring_names() for fault in _faults_of(ring)]


def _faults_of(ring: str) -> Iterator[CheckMessage]:
    try:
        keys = keyring(ring)
    except (CryptoError, ImportError, TypeError) as error:
        yield Error(f"The keys of the ring {ring} cannot be used: {error}", id="core.E011")
        return
    demo_keys = sorted(key_id for key_id in keys.keys if key_id.startswith(DEMO_PREFIX))
    if demo_keys and not settings.DEMO:
        names = ", ".join(demo_keys)
        yield Error(f"{names} in the ring {ring} is a demo key: make a new one.", id="core.E012")
    if _is_torn(ring, keys):
        # What a second key would make could never be told from what the first one made.
        yield Error(f"The ring {ring} is never rotated: give it exactly one key.", id="core.E013")


def _is_torn(ring: str, keys: Keyring) -> bool:
    return ring in settings.NEVER_ROTATED_RINGS and len(keys.keys) != 1
