"""Which key provider production uses, by a word in the environment; there is no default."""

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
