"""Tells Django about the cms package, and lets the trunk of the page tree grow after migrating."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from wagtail.signals import (
    page_published,
    page_unpublished,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        """Stand the tree up after every migrate, and after a test has emptied the tables."""
        post_migrate.connect(_stand_up, sender=self, dispatch_uid="cms_stand_up")
        page_published.connect(_keep_version, dispatch_uid="cms_keep_version")
        # Saving sees publishing, unpublishing and expiry; the parts of a page, such as the sections
        # of a module, are written after it, and before the page counts as published.
        post_save.connect(_keep_findable, dispatch_uid="cms_search_saved")
        page_published.connect(_keep_findable, dispatch_uid="cms_search_published")
        page_published.connect(_note_links, dispatch_uid="cms_note_links")
        page_unpublished.connect(_note_links, dispatch_uid="cms_forget_links")
        _take_the_place_of_mail()


def _take_the_place_of_mail() -> None:
    """Wagtail would mail the titles of pages; cms.services.reviewing tells people neutrally.

    Wagtail connects its mail after us, and Django keeps the first receiver of a name.
    """
    from wagtail.models import WorkflowState  # noqa: PLC0415 -- a model, which must be loaded

    for signal, name in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        uid = f"workflow_state_{name}_email_notification"
        signal.connect(_say_nothing, sender=WorkflowState, dispatch_uid=uid)


# Django's signal passes what it likes.
def _say_nothing(**_kwargs: Any) -> None:
    """Stands where Wagtail's mail would."""


# Django's signal passes what it likes.
def _stand_up(using: str, **_kwargs: Any) -> None:
    from cms.services.standing_up import stand_up  # noqa: PLC0415 -- needs the loaded models

    stand_up(using)


# Wagtail publishes by hand, at a set time and at the end of a workflow; its signal sees all three,
# and it comes too when a page that is not live yet only gets its time.
def _keep_version(instance: Any, revision: Any, **_kwargs: Any) -> None:
    from cms.models import BasePage  # noqa: PLC0415 -- needs the loaded models
    from cms.services import record_version  # noqa: PLC0415 -- as above
    from cms.services.force_panels import follow_version  # noqa: PLC0415 -- as above

    if isinstance(instance, BasePage) and instance.live:
        version = record_version(page=instance, revision=revision)
        if version is not None:
            follow_version(version)


# Both signals pass what they like.
def _keep_findable(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    from wagtail.models import Page  # noqa: PLC0415 -- needs the loaded models

    from cms.services.search_index import index_page  # noqa: PLC0415 -- as above

    if isinstance(instance, Page) and not raw:
        index_page(instance.pk)


# As above: the same for a page that goes live and one that is taken away.
def _note_links(instance: Any, **_kwargs: Any) -> None:
    from cms.models import BasePage  # noqa: PLC0415 -- needs the loaded models
    from cms.services.links import note_links_of_page  # noqa: PLC0415 -- as above

    if isinstance(instance, BasePage):
        note_links_of_page(page=instance)
