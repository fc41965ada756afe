"""Two people who are a pair, and what they do in a browser."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts.models import User
from organisation.models import Node
from peer_support.models import Message, Pairing
from peer_support.selectors.conversation import OpenMessage, messages_after
from peer_support.services.messages import send_message
from peer_support.services.pairings import end_pairing
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import make_supporter, pair

ALIAS, FIRST_NAME = "Robin", "Hannah"


@dataclass
class Couple:
    """Both sides of one pair."""

    requester: User
    supporter: User
    pairing: Pairing

    @property
    def address(self) -> str:
        """Where they talk."""
        return f"/peer-support/talk/{self.pairing.public_id}/"

    def say(self, person: User, text: str, *, now: datetime | None = None) -> Message:
        """Send a message as one of the two."""
        return send_message(
            person=person,
            pairing_id=self.pairing.public_id,
            text=text,
            now=now or timezone.now(),
        )

    def seen_by(self, person: User) -> tuple[OpenMessage, ...]:
        """All messages as one of the two reads them."""
        return messages_after(Pairing.objects.get(pk=self.pairing.pk), person, 0).messages

    def words_for(self, person: User) -> list[str | None]:
        """The words alone."""
        return [message.words for message in self.seen_by(person)]

    def end(self, person: User, *, now: datetime | None = None) -> None:
        """End it as one of the two."""
        end_pairing(person=person, pairing_id=self.pairing.public_id, now=now or timezone.now())


def make_couple(
    *, team: Node | None = None, listens_in: Node | None = None, now: datetime | None = None
) -> Couple:
    """Return a new pair; each is in the team that is given, or in one of their own."""
    requester = person_in(team or TeamFactory(), first_name=FIRST_NAME, last_name="Okafor")
    supporter = make_supporter(team=listens_in, alias=ALIAS)
    pairing = pair(requester, supporter, now=now or timezone.now())
    return Couple(requester, supporter.person, pairing)


# The test client's answer has no type of its own.
def post_message(client: Client, couple: Couple, text: str, **fields: str) -> Any:
    """Send what stands in the box of the page."""
    return client.post(f"{couple.address}send/", {"text": text, "token": str(uuid4())} | fields)
