"""Addresses of safety pages."""

from peer_support.models import BreakGlass, Concern, Pairing

HOME = "/peer-support/safeguarding/"


def raise_at(pairing: Pairing) -> str:
    return f"/peer-support/talk/{pairing.public_id}/concern/"


def concern_at(concern: Concern, part: str = "") -> str:
    return f"{HOME}{concern.public_id}/{part}"


def opening_at(opening: BreakGlass, part: str = "") -> str:
    return f"{HOME}openings/{opening.public_id}/{part}"
