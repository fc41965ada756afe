"""Tells Django about the core package."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
