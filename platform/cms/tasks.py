"""Sweeps over the content, which may run twice."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from cms.services import (
    ensure_support_services,
    forget_old_changes,
    forget_unused_words,
    mend_index,
    sync_everyone_with_cms_rights,
    tell_of_services_to_check,
)
from cms.services.due_reviews import tell_of_due_reviews
from cms.services.feedback import tell_of_feedback
from cms.services.links import check_due_links, check_links_inside, gather_links


@shared_task
def take_back_cms_rights() -> None:
    """Catch up with grants that have ended since their holder last opened the CMS."""
    sync_everyone_with_cms_rights()


@shared_task(name="cms.keep_support_services")
def keep_support_services() -> None:
    """Add what waited for its forces, and tell who keeps entries that must be checked."""
    ensure_support_services()
    tell_of_services_to_check(on=timezone.localdate())


@shared_task
def publish_scheduled() -> None:
    """Let pages go live and expire at the times that were set for them."""
    call_command("publish_scheduled")


@shared_task
def warn_of_due_reviews() -> None:
    """Tell owners whose page's review date has come."""
    tell_of_due_reviews(today=timezone.localdate())


@shared_task(name="cms.tell_of_feedback")
def tell_keepers_of_feedback() -> None:
    """Tell those who keep pages what readers said of them on the days before."""
    tell_of_feedback(today=timezone.localdate())


@shared_task(name="cms.mend_search")
def mend_search() -> None:
    """Let every page be found by the words that it has now, and forget what is of no use."""
    mend_index()
    forget_unused_words()
    forget_old_changes()


@shared_task(name="cms.gather_links")
def gather_all_links() -> None:
    """Read every page and entry anew for the links that stand in it."""
    gather_links()


@shared_task(name="cms.check_links_inside")
def check_inside() -> None:
    """See which links within the site lead to a page that is gone or not published."""
    check_links_inside(now=timezone.now())


@shared_task(name="cms.check_links_outside")
def check_outside() -> None:
    """Ask some other sites whether the links to them still work."""
    check_due_links(now=timezone.now())
