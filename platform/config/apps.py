"""Makes our Celery application the one that every process publishes to, and adds our checks."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        import_module("config.celery")
        import_module("config.checks")
