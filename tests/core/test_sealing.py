"""Sealed values open only where they belong, with a key that is still held."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from core.crypto import KeyProviderError, SealBrokenError, UnknownKeyError, open_sealed, seal
from core.crypto.keys import Keyring, encode_key, new_key
from core.crypto.providers import EnvironmentKeyProvider, FileKeyProvider


def use_keys(settings: Settings, **keys: bytes) -> None:
    """Make the first key the one that seals."""
    settings.KEY_PROVIDER = "core.crypto.providers.EnvironmentKeyProvider"
    settings.KEY_PROVIDER_OPTIONS = {
        "keys": ",".join(f"{key_id}:{encode_key(key)}" for key_id, key in keys.items())
    }


def test_a_sealed_value_opens_in_its_own_place() -> None:
    token = seal("Żółw & £20", context="test:1")
    assert "Żółw" not in token
    assert open_sealed(token, context="test:1") == "Żółw & £20"


def test_the_same_text_is_never_sealed_alike() -> None:
    assert seal("same", context="test:1") != seal("same", context="test:1")


def test_a_sealed_value_is_refused_in_another_place() -> None:
    token = seal("secret", context="test:1")
    with pytest.raises(SealBrokenError):
        open_sealed(token, context="test:2")


@pytest.mark.parametrize("bad", ["", "secret", "v1.demo-1.", "v2.demo-1.AAAA", "v1.demo-1.A"])
def test_what_was_never_sealed_is_refused(bad: str) -> None:
    with pytest.raises(SealBrokenError):
        open_sealed(bad, context="test:1")


def test_an_altered_value_is_refused() -> None:
    token = seal("secret", context="test:1")
    altered = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    with pytest.raises(SealBrokenError):
        open_sealed(altered, context="test:1")


def test_an_old_key_opens_while_the_new_one_seals(settings: Settings) -> None:
    old, new = new_key(), new_key()
    use_keys(settings, old=old)
    token = seal("secret", context="test:1")
    use_keys(settings, new=new, old=old)
    assert open_sealed(token, context="test:1") == "secret"
    assert seal("secret", context="test:1").startswith("v1.new.")


def test_a_key_that_is_gone_is_named(settings: Settings) -> None:
    use_keys(settings, old=new_key())
    token = seal("secret", context="test:1")
    use_keys(settings, new=new_key())
    with pytest.raises(UnknownKeyError, match="old"):
        open_sealed(token, context="test:1")


def test_a_value_cannot_pretend_to_be_of_another_key(settings: Settings) -> None:
    key = new_key()
    use_keys(settings, one=key, two=key)
    token = seal("secret", context="test:1").replace("v1.one.", "v1.two.")
    with pytest.raises(SealBrokenError):
        open_sealed(token, context="test:1")


def test_the_demo_makes_its_key_once_and_only_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    first = FileKeyProvider(str(path), create=True).load()
    assert path.stat().st_mode & 0o777 == 0o600
    assert FileKeyProvider(str(path), create=True).load() == first
    assert first.current.startswith("demo-")
    assert [entry.name for entry in path.parent.iterdir()] == ["keys.json"]


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    FileKeyProvider(str(path), create=True).load()
    path.chmod(0o640)
    with pytest.raises(KeyProviderError, match="0600"):
        FileKeyProvider(str(path)).load()


def test_a_missing_key_file_is_not_made_outside_the_demo(tmp_path: Path) -> None:
    with pytest.raises(KeyProviderError, match="cannot be read"):
        FileKeyProvider(str(tmp_path / "keys.json")).load()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        json.dumps({"keys": {}}),
        json.dumps({"current": "a", "keys": {"a": "%%"}}),
        json.dumps({"current": "b", "keys": {"a": encode_key(bytes(32))}}),
        json.dumps({"current": "a", "keys": {"a": encode_key(b"short")}}),
    ],
)
def test_a_key_file_in_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.touch(mode=0o600)
    path.write_text(content)
    with pytest.raises(KeyProviderError):
        FileKeyProvider(str(path)).load()


@pytest.mark.parametrize("text", ["", "a", "a:%%", f"a:{encode_key(b'short')}", "A b:AAAA"])
def test_keys_in_another_form_are_refused(text: str) -> None:
    with pytest.raises(KeyProviderError):
        EnvironmentKeyProvider(text).load()


def test_a_keyring_does_not_show_its_keys() -> None:
    key = new_key()
    assert encode_key(key) not in repr(Keyring("a", {"a": key}))
    assert repr(key) not in repr(Keyring("a", {"a": key}))
