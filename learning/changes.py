"""Who is asked to read a page again after a material change, and by when. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cms.readership import CPS_ROLE, Readability, Reader, Standing, allows
from learning.due_dates import DUE_SOON


@dataclass(frozen=True)
class Change:
    """The last material change of a page that is live; it stands for the older ones too.

    page_id and version_id are keys; page and version are what addresses name.
    """

    page_id: int
    page: UUID
    version_id: int
    version: UUID
    number: int
    title: str
    audience_roles: frozenset[str]
    changed_on: date
    confirm_days: int
    readability: Readability
    # What could be read when it changed: its note and its question stay as closed as they were.
    readable_then: Readability
    is_sensitive: bool = False

    @property
    def due_on(self) -> date:
        """The last day on which reading it is in time."""
        return self.changed_on + timedelta(days=self.confirm_days)

    @property
    def remind_within(self) -> timedelta:
        """How long before it is due people are reminded; never in the first half of their time."""
        return min(DUE_SOON, timedelta(days=self.confirm_days // 2))


@dataclass(frozen=True)
class ChangeNote:
    """What one material version said of itself."""

    number: int
    changed_on: date
    note: str


@dataclass(frozen=True)
class Stay:
    """A post that a person has or had; ended_on is the first day on which they had not.

    is_guest: the person holds the role of a CPS partner, who reads what is shared with the CPS.
    """

    rasso_role: str
    force_id: int
    started_on: date
    ended_on: date | None
    is_guest: bool = False

    def covers(self, day: date) -> bool:
        """Whether the post was theirs on that day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def reader(self) -> Reader:
        """What somebody in this post is to the content, whatever else they may do."""
        is_guest = self.is_guest or self.rasso_role == CPS_ROLE
        standing = Standing.GUEST if is_guest else Standing.INSIDER
        return Reader(standing, self.rasso_role, None if is_guest else self.force_id)


def is_in_audience(audience_roles: frozenset[str], rasso_role: str) -> bool:
    """Whether a change concerns a role; one that names no role concerns all."""
    return not audience_roles or rasso_role in audience_roles


def was_in_audience(audience_roles: frozenset[str], stays: Iterable[Stay], day: date) -> bool:
    """Whether the person had a post on that day that the change concerns."""
    return any(
        stay.covers(day) and is_in_audience(audience_roles, stay.rasso_role) for stay in stays
    )


def is_asked(change: Change, stays: Iterable[Stay], on: date) -> bool:
    """Whether the change asks this person on that day to read it.

    Asked is who was in the audience on the day of the publication, still is, and may read the
    page as it is and as it was then. Who joined it later learned the page as it is: nothing
    changed for them.
    """
    posts = tuple(stays)
    if not was_in_audience(change.audience_roles, posts, change.changed_on):
        return False
    return any(
        stay.covers(on)
        and is_in_audience(change.audience_roles, stay.rasso_role)
        and allows(stay.reader, change.readability)
        and allows(stay.reader, change.readable_then)
        for stay in posts
    )


@dataclass(frozen=True)
class Reopened:
    """A module that was completed before its last material change, and is due again."""

    changed_on: date
    due_on: date
    remind_within: timedelta


def reopening(change: Change) -> Reopened:
    """Return what a material change of a module asks of those who had completed it."""
    return Reopened(change.changed_on, change.due_on, change.remind_within)
