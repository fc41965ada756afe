"""Codes by which a stranger checks a certificate: too many to guess, easy to read out and type."""

import secrets

# Crockford's base 32: no I, L, O or U, so that nothing is misread. 20 signs hold 100 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 5
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """Return a fresh code, as it is stored: without its hyphens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """Return the code as it is printed, in groups of five."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalised(typed: str) -> str | None:
    """Return what was typed as a stored code, or None if it cannot be one."""
    code = "".join(typed.upper().split()).replace("-", "").replace("–", "").translate(MISREAD)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code
