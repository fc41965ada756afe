"""Addresses of peer support, a module for each part of it."""

from peer_support.urls import asking, coordinating, keeping, safeguarding, supporting, talking

app_name = "peer_support"

urlpatterns = [
    *asking.PATTERNS,
    *supporting.PATTERNS,
    *talking.PATTERNS,
    *coordinating.PATTERNS,
    *safeguarding.PATTERNS,
    *keeping.PATTERNS,
]
