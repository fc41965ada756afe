"""Addresses of peer support: asking. None of them names a request."""

from django.urls import URLPattern, path

from peer_support.views import asking, asking_avoid, asking_data, asking_request

PATTERNS: list[URLPattern] = [
    path("", asking.home, name="home"),
    path("limits/", asking.limits, name="limits"),
    path("ask/", asking.ask, name="ask"),
    path("request/", asking_request.show, name="request"),
    path("request/choose/<uuid:supporter_id>/", asking_request.choose, name="choose"),
    path("request/match/", asking_request.match, name="match"),
    path("request/relax/", asking_request.relax, name="relax"),
    path("request/withdraw/", asking_request.withdraw, name="withdraw"),
    path("avoid/", asking_avoid.avoid, name="avoid"),
    path("avoid/<uuid:public_id>/remove/", asking_avoid.remove, name="remove_bar"),
    path("past/", asking.past, name="past"),
    path("my-data/", asking_data.my_data, name="my_data"),
    path("my-data/file/", asking_data.my_data_file, name="my_data_file"),
]
