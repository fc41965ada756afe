"""Start-up checks: keys that protect nothing are refused by name."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from core.crypto import CryptoError, check
from core.crypto.keys import encode_key, new_key

ENVIRONMENT = "core.crypto.providers.EnvironmentKeyProvider"


def errors() -> list[str | None]:
    """The ids of what is wrong with the keys."""
    found = run_checks(tags=["security"])
    return [error.id for error in found if error.id and error.id.startswith("core.E01")]


def test_the_demo_may_use_its_own_key() -> None:
    assert errors() == []
    check()


def test_an_unset_provider_is_refused(settings: Settings) -> None:
    settings.KEY_PROVIDER = ""
    assert errors() == ["core.E010"]


def test_a_demo_key_is_refused_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    assert errors() == ["core.E012"]


def test_keys_of_our_own_are_accepted_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    settings.KEY_PROVIDER = ENVIRONMENT
    settings.KEY_PROVIDER_OPTIONS = {"keys": f"2026-1:{encode_key(new_key())}"}
    assert errors() == []


@pytest.mark.parametrize("keys", ["", f"2026-1:{encode_key(b'too short')}", "2026-1:not base64"])
def test_keys_that_cannot_be_used_are_refused(settings: Settings, keys: str) -> None:
    settings.KEY_PROVIDER = ENVIRONMENT
    settings.KEY_PROVIDER_OPTIONS = {"keys": keys}
    assert errors() == ["core.E011"]
    with pytest.raises(CryptoError):
        check()


def test_a_provider_that_does_not_exist_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_PROVIDER = "core.crypto.providers.NoSuchProvider"
    settings.KEY_PROVIDER_OPTIONS = {}
    assert errors() == ["core.E011"]
    settings.KEY_PROVIDER = "core.crypto.providers.FileKeyProvider"
    settings.KEY_PROVIDER_OPTIONS = {"path": str(tmp_path / "none.json")}
    assert errors() == ["core.E011"]
