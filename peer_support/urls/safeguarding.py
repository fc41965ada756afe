"""Addresses of peer support: safeguarding."""

from django.urls import URLPattern

PATTERNS: list[URLPattern] = []
