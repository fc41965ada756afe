"""One person's whole way through peer support, by the pages, with a supporter at the other end."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.test import Client

from peer_support.models import Offer, Pairing, Supporter, SupportRequest

HOME = "/peer-support/"
ASKED: dict[str, str | list[str]] = {
    "limits_version": "1",
    "accept": "on",
    "urgency": "routine",
    "mode": "remote",
    "language": "en",
    "topics": ["sleep"],
    "any_time": "on",
}
SESSION = {"length": "up_to_30", "mode": "remote", "topic": "sleep"}
FEEDBACK = {"was_listened_to": "5", "felt_safe": "5", "would_ask_again": "5"}
SECRET = "Tuesday was more than I could carry home"


@dataclass
class Visit:
    """The two browsers, and every address that they met, in order."""

    asker: Client
    listener: Client
    met: list[str] = field(default_factory=list)

    def open(self, who: Client, address: str) -> str:
        """Open a page and return it."""
        return self._answer(who, address, None)

    def send(self, who: Client, address: str, **fields: str | list[str]) -> str:
        """Send a form and return the page that follows."""
        return self._answer(who, address, fields)

    def _answer(
        self, who: Client, address: str, fields: "dict[str, str | list[str]] | None"
    ) -> str:
        path = f"{HOME}{address}"
        self.met.append(path)
        answer = (
            who.get(path, follow=True) if fields is None else who.post(path, fields, follow=True)
        )
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        self.met += [step for step, _status in answer.redirect_chain]
        return answer.content.decode()


def whole_visit(asker: Client, listener: Client, supporter: Supporter, today: date) -> Visit:
    """Ask, choose, be accepted, write, meet, look back, end and answer; return what was met."""
    visit = Visit(asker, listener)
    _ask(visit, supporter)
    pairing = _be_accepted(visit)
    _write(visit, pairing, today)
    _end(visit, pairing)
    return visit


def _ask(visit: Visit, supporter: Supporter) -> None:
    for page in ("", "limits/", "force/", "ask/", "avoid/"):
        visit.open(visit.asker, page)
    cards = visit.send(visit.asker, "ask/", **ASKED)
    assert str(supporter.public_id) in cards
    visit.send(visit.asker, f"request/choose/{supporter.public_id}/")
    visit.open(visit.asker, "request/")


def _be_accepted(visit: Visit) -> Pairing:
    offer = Offer.objects.live().get()
    address = f"supporting/offer/{offer.public_id}/"
    visit.open(visit.listener, "supporting/")
    visit.open(visit.listener, address)
    visit.send(visit.listener, f"{address}check/")
    visit.open(visit.listener, f"{address}accept/")
    visit.send(visit.listener, f"{address}accept/", accept="on", limits_version="1")
    found: Pairing = Pairing.objects.get()
    return found


def _write(visit: Visit, pairing: Pairing, today: date) -> None:
    talk = f"talk/{pairing.public_id}/"
    day = {"held_on_0": str(today.day), "held_on_1": str(today.month), "held_on_2": str(today.year)}
    visit.open(visit.asker, talk)
    visit.send(visit.asker, f"{talk}send/", text=SECRET, token=str(uuid4()))
    assert SECRET in visit.open(visit.listener, talk)
    visit.send(visit.listener, f"{talk}send/", text="I am listening.", token=str(uuid4()))
    assert "I am listening." in visit.open(visit.asker, f"{talk}after/?number=1")
    visit.open(visit.asker, f"{talk}delete/1/")
    visit.send(visit.asker, f"{talk}delete/1/")
    visit.open(visit.asker, f"{talk}concern/")
    visit.send(visit.listener, f"{talk}session/", token=str(uuid4()), **SESSION, **day)


def _end(visit: Visit, pairing: Pairing) -> None:
    talk = f"talk/{pairing.public_id}/"
    visit.open(visit.asker, f"{talk}end/")
    visit.send(visit.asker, f"{talk}end/")
    visit.open(visit.asker, f"{talk}feedback/")
    visit.send(visit.asker, f"{talk}feedback/", **FEEDBACK)
    visit.open(visit.asker, f"{talk}again/")
    for page in ("past/", "my-data/", "my-data/file/"):
        visit.open(visit.asker, page)
    request = SupportRequest.objects.get()
    assert request.state == SupportRequest.State.ENDED
