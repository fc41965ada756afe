"""What time does: each sweep finds due rows and settles each in a short transaction of its own.

Every change is a compare-and-set, most of them under the locks of both people, so a sweep that
runs twice, or a worker that is killed in the middle, loses nothing and does nothing twice.
"""

from peer_support.services.offer_sweeps import (
    ask_coordinators,
    close_requests_of_leavers,
    expire_offers,
    lapse_choosing,
    remind,
    take_back_stranded,
)
from peer_support.services.pair_sweeps import (
    close_pairings,
    end_supporters_without_post,
    prompt_reviews,
)

__all__ = [
    "ask_coordinators",
    "close_pairings",
    "close_requests_of_leavers",
    "end_supporters_without_post",
    "expire_offers",
    "lapse_choosing",
    "prompt_reviews",
    "remind",
    "take_back_stranded",
]
