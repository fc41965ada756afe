"""Seeds the demo of peer support: who listens in ten forces, and what became of who asked."""

from collections.abc import Callable

from django.utils import timezone

from disclosure.services import close_due_months
from organisation.models import Node
from peer_support.demo_content import MAIN_FORCE
from peer_support.demo_force_pages import seed_force_pages
from peer_support.demo_people import seed_people
from peer_support.demo_requests import seed_requests
from peer_support.demo_supporters import seed_supporters
from peer_support.models import Supporter


def seed(report: Callable[[str], None]) -> None:
    """Make everything once; a second run finds it and changes nothing."""
    if Supporter.objects.exists():
        report("Peer support: there already")
        return
    if not Node.objects.filter(slug=MAIN_FORCE).exists():
        report("Peer support: there are no forces yet")
        return
    now = timezone.now()
    seed_people()
    seed_supporters(now)
    asked = seed_requests(now)
    # As the sweep would have done at the time: the health page knows of no month that waits.
    close_due_months(now=now)
    seed_force_pages(timezone.localdate(now))
    report(f"Peer support: {Supporter.objects.active().count()} supporters, {asked} requests")
