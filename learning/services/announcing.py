"""Tells those whom a material change asks, once, from the rows that publishing left."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cms.models import PageVersion
from learning.changes import Change, is_asked
from learning.models import Announcement
from learning.notification_kinds import MODULE_CHANGED, PAGE_CHANGED
from learning.selectors.changes import (
    as_changes,
    confirmed_on,
    open_versions,
    reopened_modules,
    stays_of,
    versions_of_modules,
)
from learning.services.telling_of_changes import tell_of_change
from organisation.models import Membership

BATCH = 500
# What stood still for longer (a stopped worker, an old copy of the database) is no news any more.
NEWS_FOR = timedelta(days=30)


def announce_changes(*, now: datetime) -> int:
    """Tell everyone whom a change asks and who was not told yet; return how many were reached.

    Each batch is a transaction that tells and moves the mark on together: a worker that is killed
    leaves the mark where the last whole batch ended, and the next sweep goes on from there.
    """
    reached = 0
    for version_id in list(_unfinished(now).values_list("pk", flat=True)):
        while (told := announce_batch(version_id=version_id, now=now)) is not None:
            reached += told
    return reached


def _unfinished(now: datetime) -> "QuerySet[PageVersion]":
    """A version that a newer has replaced is not among them: the newer speaks for both."""
    finished = Announcement.objects.filter(version=OuterRef("pk"), finished_at__isnull=False)
    return open_versions().filter(~Exists(finished), published_at__gte=now - NEWS_FOR)


@transaction.atomic
def announce_batch(*, version_id: int, now: datetime) -> int | None:
    """Tell the next people and return how many were reached; None once nobody is left to tell."""
    mark = _lock_mark(version_id)
    # Asked again under the lock: it may have been finished, replaced or unpublished meanwhile.
    found = as_changes(_unfinished(now).filter(pk=version_id))
    if not found:
        return None
    posts = _next_posts(found[0], mark.told_up_to, now)
    told = _tell(found[0], posts, now) if posts else 0
    mark.told_up_to = posts[-1].pk if posts else mark.told_up_to
    mark.finished_at = now if len(posts) < BATCH else None
    mark.save(update_fields=["told_up_to", "finished_at"])
    return told


def _lock_mark(version_id: int) -> Announcement:
    # Two sweeps at once take turns: the second goes on where the first stopped.
    Announcement.objects.bulk_create([Announcement(version_id=version_id)], ignore_conflicts=True)
    return Announcement.objects.select_for_update().get(version=version_id)


def _next_posts(change: Change, after: int, now: datetime) -> list[Membership]:
    posts = Membership.objects.current(timezone.localdate(now)).filter(
        person__is_active=True, pk__gt=after
    )
    if change.audience_roles:
        posts = posts.filter(rasso_role__in=change.audience_roles)
    return list(posts.select_related("person").order_by("pk")[:BATCH])


def _tell(change: Change, posts: list[Membership], now: datetime) -> int:
    today = timezone.localdate(now)
    people = [post.person_id for post in posts]
    if versions_of_modules().filter(pk=change.version_id).exists():
        again = reopened_modules(people, today)
        asked = {person for person in people if change.page_id in again.get(person, {})}
        kind = MODULE_CHANGED
    else:
        stays, confirmed = stays_of(people, today), confirmed_on(people)
        asked = {
            person
            for person in people
            if is_asked(change, stays.get(person, ()), today)
            and change.version_id not in confirmed.get(person, {})
        }
        kind = PAGE_CHANGED
    for post in posts:
        if post.person_id in asked:
            tell_of_change(post.person, change, kind=kind)
    return len(asked)
