"""Tells Django about the privacy package."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
