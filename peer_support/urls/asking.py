"""Addresses of peer support: asking."""

from django.urls import URLPattern

PATTERNS: list[URLPattern] = []
