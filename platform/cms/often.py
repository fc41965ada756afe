"""Holds back somebody who sends very often, without keeping who they are.

A visitor's network address chooses one of a thousand counters, by a random key that is thrown
away with them. Many share each counter, and nobody can say who. Whoever runs out waits ten minutes.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

COUNTERS: Final = 1024
WINDOW_SECONDS: Final = 600
# A whole force may reach us from one address.
MOST_IN_WINDOW: Final = 30


def sends_too_often(request: HttpRequest, what: str) -> bool:
    """Count this request; tell whether its counter has had too many. what: a name of the form."""
    try:
        made = cache.get_or_set(
            f"often:{what}:key", lambda: secrets.token_hex(16), timeout=WINDOW_SECONDS
        )
        key = str(made)
        counter = f"often:{what}:{key[:8]}:{_counter_of(request, key)}"
        cache.add(counter, 0, timeout=WINDOW_SECONDS)
        return bool(cache.incr(counter) > MOST_IN_WINDOW)
    except (RedisError, ValueError):
        # ValueError: the window ended between the two. Nobody is kept from writing for that.
        return False


def _counter_of(request: HttpRequest, key: str) -> int:
    address = get_adapter().get_client_ip(request)
    digest = hmac.new(key.encode(), address.encode(), sha256).digest()
    return int.from_bytes(digest[:4], "big") % COUNTERS
