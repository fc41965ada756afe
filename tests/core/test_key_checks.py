"""Start-up checks: keys that protect nothing are refused by name."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from core.crypto import CryptoError, check
from core.crypto.exceptions import KeyChangedError
from core.crypto.keys import encode_key, new_key
from core.crypto.known_keys import check_settled_keys, settled_key
from core.models import KeyCheck

RINGS = ("default", "wellbeing", "wellbeing-pepper", "disclosure-noise", "peer-support-pepper")
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


def use_own_keys(settings: Settings) -> None:
    """Outside the demo, with a key of our own in every ring."""
    settings.DEMO = False
    settings.KEY_PROVIDER = ENVIRONMENT
    settings.KEY_PROVIDER_OPTIONS = {"keys": f"2026-1:{encode_key(new_key())}"}
    for ring in settings.RING_NAMES:
        use_ring(settings, ring, f"2026-1:{encode_key(new_key())}")


def use_ring(settings: Settings, ring: str, keys: str) -> None:
    settings.KEY_RINGS = settings.KEY_RINGS | {ring: (ENVIRONMENT, {"keys": keys})}


@pytest.mark.parametrize("ring", RINGS)
def test_a_demo_key_is_refused_outside_the_demo_in_every_ring(
    settings: Settings, ring: str
) -> None:
    use_own_keys(settings)
    demo_key = f"demo-1:{encode_key(new_key())}"
    if ring == "default":
        settings.KEY_PROVIDER_OPTIONS = {"keys": demo_key}
    else:
        use_ring(settings, ring, demo_key)
    assert errors() == ["core.E012"]


def test_keys_of_our_own_are_accepted_outside_the_demo(settings: Settings) -> None:
    use_own_keys(settings)
    assert errors() == []


@pytest.mark.parametrize("ring", RINGS[2:])
def test_a_ring_that_never_rotates_must_hold_exactly_one_key(settings: Settings, ring: str) -> None:
    use_ring(settings, ring, f"2026-2:{encode_key(new_key())},2026-1:{encode_key(new_key())}")
    assert errors() == ["core.E013"]


def test_a_ring_that_rotates_may_hold_several_keys(settings: Settings) -> None:
    use_ring(settings, "wellbeing", f"b:{encode_key(new_key())},a:{encode_key(new_key())}")
    assert errors() == []


@pytest.mark.parametrize("ring", RINGS[1:])
def test_a_ring_without_keys_is_refused(settings: Settings, ring: str) -> None:
    use_ring(settings, ring, "")
    assert errors() == ["core.E011"]
    with pytest.raises(CryptoError):
        check()


@pytest.mark.django_db
@pytest.mark.parametrize("ring", RINGS[2:])
def test_another_key_in_a_ring_that_never_rotates_is_noticed(settings: Settings, ring: str) -> None:
    check_settled_keys()
    first = settled_key(ring)
    noted = list(KeyCheck.objects.values())
    use_ring(settings, ring, f"demo-1:{encode_key(new_key())}")
    with pytest.raises(KeyChangedError):
        settled_key(ring)
    with pytest.raises(KeyChangedError):
        check_settled_keys()
    assert list(KeyCheck.objects.values()) == noted
    assert first.hex() not in str(noted)


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
