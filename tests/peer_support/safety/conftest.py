"""A pair that has written to each other, and the safeguarding leads of the supporter's force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from peer_support.models import BreakGlass, Concern, Pairing
from peer_support.services.break_glass import ask_to_open, decide_opening
from peer_support.services.concerns import raise_concern
from peer_support.services.messages import send_message
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.factories.peer_support import NOW, make_supporter, pair

WRITTEN = ("I sleep badly", "I am sorry to hear that", "I do not want to go on")
CHOSEN_NUMBER = 3


@dataclass
class Safety:
    """The people and things that a test about safety is made of."""

    requester: User
    supporter: User
    pairing: Pairing
    lead: User
    second: User

    @property
    def force(self) -> Node:
        """The force where the supporter works."""
        return place_above(self.supporter.memberships.get().node, NodeKind.FORCE)

    def concern(self, by: User | None = None, *, now: datetime = NOW) -> Concern:
        """Raised by the supporter unless said otherwise, with the last message copied."""
        return raise_concern(
            person=by or self.supporter,
            pairing_id=self.pairing.public_id,
            words="They may come to harm",
            message_numbers=[CHOSEN_NUMBER],
            now=now,
        )

    def asked(self, concern: Concern | None = None, *, now: datetime = NOW) -> BreakGlass:
        """Asked by the first lead."""
        return ask_to_open(
            person=self.lead,
            concern_id=(concern or self.concern()).public_id,
            reason="To find out whom to help",
            now=now,
        )

    def opened(self, *, now: datetime = NOW) -> BreakGlass:
        """Agreed to by the second lead."""
        return decide_opening(
            person=self.second,
            opening_id=self.asked(now=now).public_id,
            approve=True,
            now=now,
        )


MakeSafety = Callable[[datetime], Safety]


@pytest.fixture
def make_safety(db: None) -> MakeSafety:
    def made(now: datetime) -> Safety:
        asks_in, listens_in = TeamFactory(), TeamFactory()
        requester = person_in(asks_in, first_name="Rhona", last_name="Quill")
        listener = person_in(listens_in, first_name="Sanjay", last_name="Brook")
        pairing = pair(requester, make_supporter(listener), now=now)
        for number, text in enumerate(WRITTEN):
            writer = listener if number == 1 else requester
            send_message(person=writer, pairing_id=pairing.public_id, text=text, now=now)
        return Safety(
            requester=requester,
            supporter=listener,
            pairing=pairing,
            lead=person_in(
                listens_in, Role.SAFEGUARDING_LEAD, first_name="Lena", last_name="First"
            ),
            second=person_in(
                listens_in, Role.SAFEGUARDING_LEAD, first_name="Sol", last_name="Second"
            ),
        )

    return made


@pytest.fixture
def safety(make_safety: MakeSafety) -> Safety:
    return make_safety(NOW)
