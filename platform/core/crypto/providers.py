"""Where keys come from: always outside the database, so that a copy of it opens nothing."""

import json
import os
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from core.crypto.exceptions import KeyProviderError
from core.crypto.keys import DEMO_PREFIX, Keyring, decode_key, encode_key, new_key

DEFAULT_RING = "default"
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


class KeyProvider(Protocol):
    """Hands over the keys; another one (a key management service) is a class and a setting."""

    def load(self) -> Keyring: ...


class FileKeyProvider:
    """Keys in a JSON file that only its owner may read.

    With create=True (demo and tests) a missing file is made, with a key that calls itself demo.
    """

    def __init__(self, path: str, create: bool = False) -> None:
        self.path = Path(path)
        self.create = create

    def load(self) -> Keyring:
        if self.create and not self.path.exists():
            create_key_file(self.path, key_id=f"{DEMO_PREFIX}1")
        try:
            if self.path.stat().st_mode & OTHERS_MAY:
                raise KeyProviderError("The key file may be read by others: set its mode to 0600.")
            content = json.loads(self.path.read_text())
            keys = {key_id: decode_key(key_id, text) for key_id, text in content["keys"].items()}
            return Keyring(current=content["current"], keys=keys)
        except OSError as error:
            raise KeyProviderError("The key file cannot be read.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyProviderError("The key file is not in the expected form.") from error


class EnvironmentKeyProvider:
    """Keys as settings read them from the environment: "id:base64,id:base64", newest first."""

    def __init__(self, keys: str) -> None:
        self.text = keys

    def load(self) -> Keyring:
        pairs = [part.strip().partition(":") for part in self.text.split(",") if part.strip()]
        keys = {key_id: decode_key(key_id, text) for key_id, _, text in pairs}
        if not pairs or len(keys) != len(pairs):
            raise KeyProviderError("The keys must be id:base64 pairs, each id once.")
        return Keyring(current=pairs[0][0], keys=keys)


def create_key_file(path: Path, *, key_id: str) -> None:
    """Write a file with one new key, mode 0600; a file that is already there wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"current": key_id, "keys": {key_id: encode_key(new_key())}}
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as draft:  # made 0600
        json.dump(content, draft)
        draft.flush()
        try:
            # A link appears whole or not at all: two processes that start at once share one key.
            os.link(draft.name, path)
        except FileExistsError:
            return


def keyring(name: str = DEFAULT_RING) -> Keyring:
    """Return the ring of this name from the provider that settings name, read once a process."""
    dotted_path, options = _source(name)
    return _load(dotted_path, json.dumps(options, sort_keys=True))


def reload_keyring(name: str = DEFAULT_RING) -> Keyring:
    """Read the keys again, because another process may have added one."""
    _load.cache_clear()
    return keyring(name)


def _source(name: str) -> tuple[str, Mapping[str, object]]:
    """Return the provider's class and options; rings but the default one stand in KEY_RINGS."""
    if name == DEFAULT_RING:
        return settings.KEY_PROVIDER, settings.KEY_PROVIDER_OPTIONS
    try:
        dotted_path, options = settings.KEY_RINGS[name]
    except KeyError as error:
        raise KeyProviderError(f"KEY_RINGS names no ring called {name}.") from error
    return dotted_path, options


@lru_cache(maxsize=8)
def _load(dotted_path: str, options: str) -> Keyring:
    if not dotted_path:
        raise KeyProviderError("KEY_PROVIDER is not set.")
    provider: KeyProvider = import_string(dotted_path)(**json.loads(options))
    return provider.load()
