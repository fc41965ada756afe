"""Addresses of peer support: coordinating."""

from django.urls import URLPattern

PATTERNS: list[URLPattern] = []
