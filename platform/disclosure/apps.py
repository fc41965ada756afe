"""Tells Django about the disclosure package."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"
