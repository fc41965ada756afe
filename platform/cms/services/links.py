"""Keeps the table of links: where each stands, whether it still works, and who is told."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms.links.asking import Answer, ask
from cms.links.finding import links_of_page
from cms.links.inside import place_of, reason_of
from cms.models import BasePage, LinkCheck, LinkPlace, SupportService
from cms.notification_kinds import LINKS_BROKEN
from cms.selectors.links import keepers_of_link
from core.telling import tell

State, Reason = LinkCheck.State, LinkCheck.Reason
FAILS_UNTIL_BROKEN = 3
ASK_AGAIN_IF_IT_WORKS = timedelta(days=7)
ASK_AGAIN_IF_NOT = timedelta(days=1)
# Longer than one question can last; a worker that was killed lets another ask after it.
LEASE = timedelta(minutes=30)
LINKS_A_SWEEP = 20
# So many hosts that are all silent speak of our own network, not of theirs.
SILENT_HOSTS = 3
REASONS = {
    Answer.REFUSED: Reason.REFUSED,
    Answer.NO_ANSWER: Reason.NO_ANSWER,
    Answer.NOT_ALLOWED: Reason.NOT_ALLOWED,
}


def note_links_of_page(*, page: BasePage) -> None:
    """Keep which addresses the live page leads to; a page that is not live leads nowhere."""
    _note(links_of_page(page.specific) if page.live else set(), page=page)


def note_links_of_service(*, service: SupportService) -> None:
    """Keep the address that the entry leads to."""
    is_offered = service.url and not service.has_ended()
    _note({service.url} if is_offered else set(), service=service)


@transaction.atomic
def _note(
    links: Iterable[str], *, page: BasePage | None = None, service: SupportService | None = None
) -> None:
    places = {place.url: place for place in map(place_of, links)}
    now = timezone.now()
    LinkCheck.objects.bulk_create(
        (
            LinkCheck(url=place.url, host=place.host, due_at=now if place.host else None)
            for place in places.values()
        ),
        ignore_conflicts=True,
    )
    stands = LinkPlace.objects.filter(page=page, service=service)
    stands.exclude(link__url__in=places).delete()
    LinkPlace.objects.bulk_create(
        (
            LinkPlace(link=link, page=page, service=service)
            for link in LinkCheck.objects.filter(url__in=places).exclude(
                pk__in=stands.values("link")
            )
        ),
        ignore_conflicts=True,
    )


def gather_links() -> int:
    """Read every live page and entry anew; return how many links stand somewhere.

    Publishing and saving note their links at once; this makes up for what they missed.
    """
    for page in BasePage.objects.live().specific().iterator(chunk_size=100):
        note_links_of_page(page=page)
    for service in SupportService.objects.offered(timezone.localdate()):
        note_links_of_service(service=service)
    _drop_what_stands_nowhere()
    return LinkCheck.objects.count()


@transaction.atomic
def _drop_what_stands_nowhere() -> None:
    ended = SupportService.objects.exclude(
        pk__in=SupportService.objects.offered(timezone.localdate())
    )
    LinkPlace.objects.filter(Q(page__live=False) | Q(service__in=ended)).delete()
    LinkCheck.objects.filter(places__isnull=True).delete()


def check_links_inside(*, now: datetime) -> int:
    """Look at every link within the site; return how many lead nowhere.

    The tree knows for certain, so nothing has to fail three times.
    """
    broken = 0
    for link in LinkCheck.objects.internal().iterator(chunk_size=200):
        reason = reason_of(link.url)
        broken += reason != Reason.NONE
        _keep(link, reason, now, is_certain=True)
    return broken


def check_due_links(*, now: datetime, limit: int = LINKS_A_SWEEP) -> int:
    """Ask about the addresses on other sites that are due; return how many were asked.

    One address of a host at a time, and no host again within LINK_CHECK_HOST_SECONDS. When nobody
    answers at all, it is our own network that is silent, and nothing is held against a link.
    """
    if not settings.LINK_CHECKS_EXTERNAL:
        return 0
    answers = [(link, ask(link.url)) for link in _claim(now, limit)]
    silent = [link for link, answer in answers if answer is Answer.NO_ANSWER]
    if len(silent) == len(answers) and len(silent) >= SILENT_HOSTS:
        return 0
    for link, answer in answers:
        _keep(link, REASONS.get(answer, Reason.NONE), now, is_certain=False)
    return len(answers)


@transaction.atomic
def _claim(now: datetime, limit: int) -> list[LinkCheck]:
    lately = now - timedelta(seconds=settings.LINK_CHECK_HOST_SECONDS)
    asked = LinkCheck.objects.external().filter(last_checked_at__gt=lately).values("host")
    due = LinkCheck.objects.external().filter(due_at__lte=now).exclude(host__in=asked)
    first = due.order_by("host", "due_at", "pk").distinct("host").values_list("pk", flat=True)
    claimed = list(
        LinkCheck.objects.select_for_update(skip_locked=True)
        .filter(pk__in=list(first[:limit]), due_at__lte=now)
        .order_by("due_at")
    )
    LinkCheck.objects.filter(pk__in=[link.pk for link in claimed]).update(
        due_at=now + LEASE, last_checked_at=now
    )
    return claimed


@transaction.atomic
def _keep(link: LinkCheck, reason: LinkCheck.Reason, now: datetime, *, is_certain: bool) -> None:
    """Write down what was found; tell those who keep the places when a link has just broken."""
    today = timezone.localdate(now)
    was_broken = link.state == State.BROKEN
    link.reason = reason
    link.last_checked_at = now
    if reason == Reason.NONE:
        link.state, link.fails, link.last_failed_on = State.WORKS, 0, None
    else:
        _count_failure(link, today, is_certain=is_certain)
    link.broken_since = (link.broken_since or today) if link.state == State.BROKEN else None
    if link.host:
        works = reason == Reason.NONE
        link.due_at = now + (ASK_AGAIN_IF_IT_WORKS if works else ASK_AGAIN_IF_NOT)
    link.save()
    if link.state == State.BROKEN and not was_broken:
        _tell_keepers(link, today)


def _count_failure(link: LinkCheck, today: date, *, is_certain: bool) -> None:
    # Several failures of one day are one: a site may be down for an afternoon.
    if link.last_failed_on != today:
        link.fails += 1
        link.last_failed_on = today
    is_broken = is_certain or link.fails >= FAILS_UNTIL_BROKEN
    link.state = State.BROKEN if is_broken else State.FAILING


def _tell_keepers(link: LinkCheck, today: date) -> None:
    for person in keepers_of_link(link):
        # However many break on one day, there is one list to look at.
        tell(
            recipient=person,
            kind=LINKS_BROKEN,
            subject_key=today.isoformat(),
            url=reverse("cms_broken_links"),
        )
