"""Addresses of peer support: safeguarding."""

from django.urls import URLPattern, path

from peer_support.views import safety, safety_concern, safety_openings

PATTERNS: list[URLPattern] = [
    path("talk/<uuid:pairing_id>/concern/", safety_concern.concern, name="concern"),
    path("safeguarding/", safety.safeguarding, name="safeguarding"),
    path(
        "safeguarding/<uuid:concern_id>/", safety.safeguarding_concern, name="safeguarding_concern"
    ),
    path("safeguarding/<uuid:concern_id>/close/", safety.close, name="close_concern"),
    path("safeguarding/<uuid:concern_id>/open/", safety_openings.ask, name="ask_to_open"),
    path("safeguarding/openings/<uuid:opening_id>/", safety_openings.opening, name="opening"),
    path(
        "safeguarding/openings/<uuid:opening_id>/decide/",
        safety_openings.decide,
        name="decide_opening",
    ),
    path(
        "safeguarding/openings/<uuid:opening_id>/read/", safety_openings.read, name="read_opening"
    ),
    path(
        "safeguarding/openings/<uuid:opening_id>/names/",
        safety_openings.names,
        name="opening_names",
    ),
]
