"""Addresses of peer support: talking."""

from django.urls import URLPattern, path

from peer_support.views import talking, talking_end, talking_sessions

PATTERNS: list[URLPattern] = [
    path("talk/<uuid:pairing_id>/", talking.talk, name="talk"),
    path("talk/<uuid:pairing_id>/send/", talking.send, name="send"),
    path("talk/<uuid:pairing_id>/after/", talking.after, name="after"),
    path("talk/<uuid:pairing_id>/delete/<int:number>/", talking.delete, name="delete_message"),
    path("talk/<uuid:pairing_id>/review/", talking_end.review, name="review"),
    path("talk/<uuid:pairing_id>/end/", talking_end.end, name="end"),
    path("talk/<uuid:pairing_id>/feedback/", talking_end.feedback, name="feedback"),
    path("talk/<uuid:pairing_id>/again/", talking_end.again, name="again"),
    path("talk/<uuid:pairing_id>/session/", talking_sessions.sessions, name="sessions"),
]
