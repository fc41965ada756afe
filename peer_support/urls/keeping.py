"""Addresses of peer support: what a force says about it."""

from django.urls import URLPattern, path

from peer_support.views.force_page import force_page

PATTERNS: list[URLPattern] = [path("force/", force_page, name="force_page")]
