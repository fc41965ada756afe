"""Tells Django about the portal package."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
