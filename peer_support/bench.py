"""Measures peer support by the figures of PEER_SUPPORT.md, section 7: `manage.py bench matching`.

--people is how many requests are solved together (500, 5,000 and 50,000 unless it is given).
Without it the first five cards are measured too, among 16,667 supporters in their own database.
"""

from collections.abc import Mapping
from typing import Any

from peer_support import bench_cards, bench_solving

NAME = "matching"


# The command passes Django's own untyped options on.
def run(options: Mapping[str, Any]) -> None:
    """Measure every part and print its figures."""
    bench_solving.run(options.get("people") or bench_solving.SIZES)
    if not options.get("people"):
        bench_cards.run()
