"""Cookies, feedback, and whether a page was useful."""

from django.urls import path

from cms.views import cookies, feedback

PATTERNS = [
    path("cookies/", cookies.cookies, name="cookies"),
    path("cookies/hide-message/", cookies.hide_banner, name="hide_phase_banner"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/sent/", feedback.feedback_sent, name="feedback_sent"),
    path("page/<uuid:page_id>/useful/", feedback.page_useful, name="page_useful"),
]
