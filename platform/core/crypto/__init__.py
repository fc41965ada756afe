"""Encryption at rest: sealed values, the encrypted fields and the keys that both need."""

from core.crypto.checks import check
from core.crypto.exceptions import CryptoError, KeyProviderError, SealBrokenError, UnknownKeyError
from core.crypto.sealing import open_sealed, seal

__all__ = [
    "CryptoError",
    "KeyProviderError",
    "SealBrokenError",
    "UnknownKeyError",
    "check",
    "open_sealed",
    "seal",
]
