"""What can go wrong with keys and sealed values."""


class CryptoError(Exception):
    """A programming or operating fault; never shown to a person."""


class KeyProviderError(CryptoError):
    """The keys cannot be had; the message names the setting and never a key."""


class UnknownKeyError(CryptoError):
    """A value was sealed with a key that the provider does not hold."""


class SealBrokenError(CryptoError):
    """A value was altered, or belongs to another row, field or use."""


class KeyChangedError(CryptoError):
    """A key that must never change is not the one that the database's rows were made with."""
