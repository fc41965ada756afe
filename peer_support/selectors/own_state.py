"""Everything that the page of a person's open request says: where it stands and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from peer_support.limits import CHOOSING_LAPSES_AFTER, WAIT_BEFORE_COORDINATOR
from peer_support.models import SupportRequest
from peer_support.selectors.cards import Card, cards_for
from peer_support.selectors.own_nobody import WhyNobody, why_nobody
from peer_support.selectors.own_requests import OpenRequest, own_open_request_in_full

State = SupportRequest.State


@dataclass(frozen=True, slots=True)
class OwnState:
    """The request with what its state needs.

    cards: while choosing. nobody: while there is nobody to offer.
    """

    open: OpenRequest
    cards: tuple[Card, ...]
    nobody: WhyNobody | None

    @property
    def request(self) -> SupportRequest:
        """The row itself."""
        return self.open.request

    @property
    def lapses_at(self) -> datetime:
        """Until when the cards can be chosen from."""
        return self.request.asked_at + CHOOSING_LAPSES_AFTER

    @property
    def coordinator_at(self) -> datetime | None:
        """When the coordinator is asked to help, at the latest."""
        since = self.request.waiting_since
        return since + WAIT_BEFORE_COORDINATOR if since else None


def own_state(person: User, now: datetime) -> OwnState | None:
    """Return the person's open request with what its page says; None without one."""
    found = own_open_request_in_full(person)
    if found is None:
        return None
    request = found.request
    cards = cards_for(request, now) if request.state == State.CHOOSING else ()
    is_without = request.state in {State.CHOOSING, State.WAITING} and not cards
    return OwnState(found, cards, why_nobody(request, now) if is_without else None)
