"""Sweeps over the content, which may run twice."""

from celery import shared_task

from cms.services import sync_everyone_with_cms_rights


@shared_task
def take_back_cms_rights() -> None:
    """Catch up with grants that have ended since their holder last opened the CMS."""
    sync_everyone_with_cms_rights()
