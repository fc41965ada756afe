"""Addresses of peer support: supporting, and the coordinator's pages about supporters."""

from django.urls import URLPattern, path

from peer_support.views import supporters, supporters_decisions, supporting, supporting_offers

OFFER = "supporting/offer/<uuid:offer_id>/"
SUPPORTER = "coordination/supporters/<uuid:supporter_id>/"

PATTERNS: list[URLPattern] = [
    path("supporting/", supporting.home, name="supporting"),
    path("supporting/apply/", supporting.apply, name="apply"),
    path("supporting/profile/", supporting.profile, name="profile"),
    path("supporting/pause/", supporting.pause, name="pause"),
    path("supporting/resume/", supporting.resume, name="resume"),
    path("supporting/leave/", supporting.leave, name="leave"),
    path(OFFER, supporting_offers.offer, name="offer"),
    path(f"{OFFER}check/", supporting_offers.check, name="check_for_conflict"),
    path(f"{OFFER}accept/", supporting_offers.accept, name="accept_offer"),
    path(f"{OFFER}decline/", supporting_offers.decline, name="decline_offer"),
    path(f"{OFFER}known/", supporting_offers.known, name="say_known"),
    path("coordination/supporters/", supporters.supporters, name="supporters"),
    path(SUPPORTER, supporters.supporter, name="supporter"),
    path(f"{SUPPORTER}decide/", supporters_decisions.decide, name="decide_application"),
    path(f"{SUPPORTER}record/", supporters_decisions.record, name="record_supporter"),
    path(f"{SUPPORTER}deselect/", supporters_decisions.deselect, name="deselect_supporter"),
]
