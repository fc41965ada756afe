"""Addresses of peer support: supporting."""

from django.urls import URLPattern

PATTERNS: list[URLPattern] = []
