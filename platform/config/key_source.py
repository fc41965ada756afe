"""Which key provider production uses, by a word in the environment; there is no default."""

from collections.abc import Iterable

from config import env

PROVIDERS = {
    "environment": "core.crypto.providers.EnvironmentKeyProvider",
    "file": "core.crypto.providers.FileKeyProvider",
}


def read_key_source() -> tuple[str, dict[str, str]]:
    """Return the provider's class and its options.

    KEY_PROVIDER is "environment" (keys in ENCRYPTION_KEYS), "file" (a JSON file of mode 0600 at
    ENCRYPTION_KEY_FILE), or the dotted path of a class that takes no options.
    """
    word = env.read_text("KEY_PROVIDER")
    if word == "environment":
        return PROVIDERS[word], {"keys": env.read_text("ENCRYPTION_KEYS")}
    if word == "file":
        return PROVIDERS[word], {"path": env.read_text("ENCRYPTION_KEY_FILE")}
    if "." not in word:
        raise env.ConfigurationError(
            "KEY_PROVIDER must be environment, file, or the dotted path of a class."
        )
    return word, {}


def read_key_rings(names: Iterable[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Return where each ring comes from: the same provider, with variables of the ring's own.

    "wellbeing-pepper" reads WELLBEING_PEPPER_KEYS or WELLBEING_PEPPER_KEY_FILE; a class of one's
    own is given the ring's name, as ring.
    """
    return {name: _read_ring(name) for name in names}


def _read_ring(name: str) -> tuple[str, dict[str, str]]:
    word, variable = env.read_text("KEY_PROVIDER"), name.upper().replace("-", "_")
    if word == "environment":
        return PROVIDERS[word], {"keys": env.read_text(f"{variable}_KEYS")}
    if word == "file":
        return PROVIDERS[word], {"path": env.read_text(f"{variable}_KEY_FILE")}
    return word, {"ring": name}
