"""Addresses of peer support: talking."""

from django.urls import URLPattern

PATTERNS: list[URLPattern] = []
