"""Noise that the same group always gets again, and that no other group, month or measure shares.

Pure: a keyed hash of who is in the group, read as a normal variable (HOW_WE_KNOW.md, step 4).
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Final

# 0.4 of the scale, on an atom's sum of scores; and on its number of people in one band.
SUM_SD: Final = 40.0
BAND_SD: Final = 1.5
BITS: Final = 53
# Libraries of mathematics differ in the last digits; nothing that is shown sees the seventh.
DIGITS: Final = 6
NORMAL: Final = NormalDist()


@dataclass(frozen=True, slots=True)
class Label:
    """What a draw of noise is for; two labels never share a draw. band is empty for sums."""

    collection: str
    period: date
    measure: str
    role: str = ""
    band: str = ""

    def encoded(self) -> bytes:
        """Return the label as bytes that no other label has: each part after its length."""
        period = self.period.isoformat()
        texts = (self.collection, period, self.measure, self.role, self.band)
        parts = [text.encode() for text in texts]
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def draw(secret: bytes, label: Label, sorted_refs: Iterable[str], sd: float) -> float:
    """Return one draw of N(0, sd²) for these people, rounded to a millionth."""
    digest = hmac.new(secret, label.encoded(), hashlib.sha256)
    digest.update("\n".join(sorted_refs).encode())
    number = int.from_bytes(digest.digest()[:8], "big")
    return round(sd * _standard_normal(number), DIGITS)


def _standard_normal(number: int) -> float:
    """Turn 64 random bits into a normal variable: 53 for its size, one for its side.

    Only the lower half of the inverse is used, where every probability is an exact double.
    """
    size = number & ((1 << BITS) - 1)
    side = 1.0 if number >> BITS & 1 else -1.0
    return side * NORMAL.inv_cdf((size + 1) / (1 << (BITS + 1)))
