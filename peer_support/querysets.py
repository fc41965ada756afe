"""Questions about peer support's tables that are asked more than once."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from peer_support.refs import bar_ref_of, requester_ref_of

if TYPE_CHECKING:
    from peer_support.models import (  # noqa: F401 -- for the types
        Bar,
        BreakGlass,
        Concern,
        Message,
        Offer,
        Pairing,
        Supporter,
        SupportRequest,
    )


class SupporterQuerySet(models.QuerySet["Supporter"]):
    """Supporters."""

    def active(self) -> "SupporterQuerySet":
        """Those who have been taken on and have neither paused nor left."""
        return self.filter(state=self.model.State.ACTIVE)


class BarQuerySet(models.QuerySet["Bar"]):
    """Bars between two people."""

    def named_by(self, person: User) -> "BarQuerySet":
        """Those on the person's own list."""
        return self.filter(owner_ref=bar_ref_of(person)).order_by("pk")


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Requests for support."""

    def open(self) -> "SupportRequestQuerySet":
        """Those that have not come to an end."""
        return self.filter(state__in=self.model.OPEN)

    def of(self, person: User) -> "SupportRequestQuerySet":
        """The person's own, newest first."""
        return self.filter(requester_ref=requester_ref_of(person)).order_by("-asked_at")

    def backlog(self) -> "SupportRequestQuerySet":
        """Those for whom somebody is being looked for, oldest first."""
        return self.filter(state=self.model.State.WAITING).order_by("waiting_since", "pk")


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers."""

    def live(self) -> "OfferQuerySet":
        """Those that wait for an answer."""
        return self.filter(state=self.model.State.LIVE)

    def due(self, now: datetime) -> "OfferQuerySet":
        """Those whose time to answer has passed."""
        return self.live().filter(due_at__lte=now).order_by("due_at", "pk")

    def made_to(self, person: User) -> "OfferQuerySet":
        """Those made to this person as a supporter."""
        return self.filter(supporter__person=person)


class PairingQuerySet(models.QuerySet["Pairing"]):
    """Pairs."""

    def active(self) -> "PairingQuerySet":
        """Those that have not been ended."""
        return self.filter(state=self.model.State.ACTIVE)

    def of(self, person: User) -> "PairingQuerySet":
        """Those that the person is one of, on either side."""
        mine = models.Q(request__requester_ref=requester_ref_of(person))
        return self.filter(mine | models.Q(supporter__person=person))


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages of conversations."""

    def after(self, number: int) -> "MessageQuerySet":
        """Those that came after a number, in order."""
        return self.filter(number__gt=number).order_by("number")


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns."""

    def open(self) -> "ConcernQuerySet":
        """Those that nobody has dealt with."""
        return self.filter(state=self.model.State.OPEN)


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Openings of conversations."""

    def readable(self, now: datetime) -> "BreakGlassQuerySet":
        """Those that may be read at this moment."""
        return self.filter(state=self.model.State.OPEN, ends_at__gt=now)

    def to_be_told(self, now: datetime) -> "BreakGlassQuerySet":
        """Those whose time has passed, and whose pair has not been told."""
        return self.filter(told_at__isnull=True, ends_at__lte=now).order_by("ends_at", "pk")

    def undecided(self) -> "BreakGlassQuerySet":
        """Those that wait for the second approval."""
        return self.filter(state=self.model.State.ASKED)

    def live(self) -> "BreakGlassQuerySet":
        """Those that wait for a decision or are open: a concern has one of them at a time."""
        return self.filter(state__in=[self.model.State.ASKED, self.model.State.OPEN])
