"""Feedback, as far as those who look after pages may see it."""

from django.db.models import Q

from accounts.models import User
from cms.models import BasePage, Feedback
from cms.models.feedback import FeedbackQuerySet
from cms.policies import may_roam_cms
from cms.readership import condition
from cms.selectors.editors_home import pages_in_reach_of
from cms.selectors.links import keepers_of_page
from cms.selectors.pages import (
    Visitor,
    forces_written_for,
    national_content_roles,
    national_writers,
    reader_of,
)


def feedback_seen_by(user: Visitor) -> FeedbackQuerySet:
    """All of it for those who write for the nation; for others what is of their pages.

    Theirs are the pages of the forces that they write for, and others that they own and may still
    read; besides, what was given them. Only those who may enter the CMS are ever asked about.
    """
    rows: FeedbackQuerySet = Feedback.objects.select_related("page", "assigned_to")
    if may_roam_cms(user):
        return rows
    if not user.is_authenticated:
        return rows.none()
    of_force = Q(page__force__in=forces_written_for(user))
    return rows.filter(of_force | _owned_by(user) | Q(assigned_to=user))


def open_feedback_of(user: Visitor) -> FeedbackQuerySet:
    """What the person has to deal with: of the pages that they own, or handed to them.

    Besides, of the pages that nobody owns and the person may change.
    """
    rows: FeedbackQuerySet = Feedback.objects.select_related("page", "assigned_to").still_open()
    if not user.is_authenticated:
        return rows.none()
    own = _owned_by(user) | _owned_by_nobody_but(user)
    return rows.filter(own & Q(assigned_to__isnull=True) | Q(assigned_to=user))


def _owned_by(user: User) -> Q:
    """A local page of a force that somebody has left is no longer theirs to hear about."""
    reached = Q(force__isnull=True) | Q(pk__in=pages_in_reach_of(user).values("pk"))
    readable = BasePage.objects.filter(condition(reader_of(user)), reached, content_owner=user)
    return Q(page__in=readable)


def _owned_by_nobody_but(user: User) -> Q:
    where = Q(page__force__in=forces_written_for(user))
    if national_content_roles(user):
        where |= Q(page__force__isnull=True)
    return Q(page__isnull=False, page__content_owner__isnull=True) & where


def keepers_of_feedback(page: BasePage | None, assigned_to: User | None) -> list[User]:
    """Whoever it was handed to; otherwise those who keep the page, or for none the nation's."""
    if assigned_to is not None:
        return [assigned_to] if assigned_to.is_active else []
    if page is None:
        return list(national_writers().filter(is_active=True).distinct())
    return keepers_of_page(page)
