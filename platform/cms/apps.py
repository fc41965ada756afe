"""Tells Django about the cms package, and lets the trunk of the page tree grow after migrating."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        """Stand the tree up after every migrate, and after a test has emptied the tables."""
        post_migrate.connect(_stand_up, sender=self, dispatch_uid="cms_stand_up")


# Django's signal passes what it likes.
def _stand_up(using: str, **_kwargs: Any) -> None:
    from cms.services.standing_up import stand_up  # noqa: PLC0415 -- needs the loaded models

    stand_up(using)
