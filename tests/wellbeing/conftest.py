"""An officer who may check in, and keys that a test can exchange."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from accounts.models import User
from core.crypto.keys import encode_key
from tests.factories.organisation import TeamFactory, person_in

ENVIRONMENT = "core.crypto.providers.EnvironmentKeyProvider"
UseKeys = Callable[..., None]


@pytest.fixture
def officer(db: None) -> User:
    return person_in(TeamFactory())


@pytest.fixture
def use_keys(settings: Settings) -> UseKeys:
    """use_keys("wellbeing", new=..., old=...): give a ring other keys; the first one seals."""

    def use(ring: str, **keys: bytes) -> None:
        text = ",".join(f"{key_id}:{encode_key(key)}" for key_id, key in keys.items())
        settings.KEY_RINGS = settings.KEY_RINGS | {ring: (ENVIRONMENT, {"keys": text})}

    return use
