"""Refuses settings that belong to the demo or to a developer's machine."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

DEMO_WORDS = ("demo-only", "test-only")


# Django passes whatever options the check was run with.
@register(Tags.security)
def safe_settings(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """An error for production with DEBUG or with the demo's key."""
    errors: list[CheckMessage] = []
    if settings.DEMO:
        return errors
    if settings.DEBUG:
        errors.append(Error("DEBUG is on: error pages would show data.", id="config.E001"))
    if settings.SECRET_KEY.startswith(DEMO_WORDS):
        errors.append(Error("SECRET_KEY is the one of the demo.", id="config.E002"))
    return errors
