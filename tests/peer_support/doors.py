"""Every page of peer support on which somebody types words, and where those are read again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from peer_support.models import (
    BreakGlass,
    Concern,
    ForcePeerSupport,
    Message,
    Supporter,
    SupporterDecision,
    SupporterRecord,
)
from peer_support.services.concerns import raise_concern
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.peer_support.keeping.test_force_page import LIST, WORDS, form, page_of
from tests.peer_support.supporting.steps import apply, today_plus
from tests.peer_support.supporting.test_own_pages import FILLED_IN
from tests.peer_support.talking.couples import Couple, make_couple, post_message
from tests.support.signing_in import signed_in

BASE = "/peer-support/"
LARGE = 100_000
# The test client's answer has no type of its own.
Answer = Any
Answers = list[Answer]


@dataclass(frozen=True, slots=True)
class Door:
    """One form.

    send: types the text into every text field of the form. read: opens the pages that show it.
    forget: makes room for the next.
    """

    send: Callable[[str], Answer]
    read: Callable[[], Answers]
    forget: Callable[[], object]


@dataclass
class House:
    """A force with everybody who types something, and a pair that talks."""

    team: Node
    couple: Couple
    people: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """The person's browser, signed in once."""
        if name not in self.clients:
            self.clients[name] = signed_in(self.people[name])
        return self.clients[name]


def build_house() -> House:
    """Return a force in which the supporter works; the second factor must be off."""
    team = TeamFactory()
    couple = make_couple(team=TeamFactory(), listens_in=team)
    house = House(team=team, couple=couple)
    roles = {
        "coordinator": Role.PEER_COORDINATOR,
        "lead": Role.SAFEGUARDING_LEAD,
        "second": Role.SAFEGUARDING_LEAD,
        "editor": Role.EDITOR,
    }
    house.people = {name: person_in(team, role) for name, role in roles.items()}
    house.people |= {"officer": person_in(team), "applicant": person_in(team)}
    house.people |= {"requester": couple.requester, "supporter": couple.supporter}
    return house


def doors_of(house: House) -> dict[str, Door]:
    """Return every form with a text field, by a name."""
    return {
        "message": _message(house),
        "concern": _concern(house),
        "reason to read": _reason_to_read(house),
        "application": _application(house),
        "decision": _decision(house),
        "evidence": _evidence(house),
        "force page": _force_page(house),
        "name to avoid": _name_to_avoid(house),
    }


def _message(house: House) -> Door:
    talk = house.couple.address
    return Door(
        send=lambda text: post_message(house.client("requester"), house.couple, text),
        read=lambda: [house.client(name).get(talk) for name in ("requester", "supporter")],
        forget=lambda: Message.objects.all().delete(),
    )


def _concern(house: House) -> Door:
    def read() -> Answers:
        lead = house.client("lead")
        return [lead.get(f"{BASE}safeguarding/")] + [
            lead.get(f"{BASE}safeguarding/{one.public_id}/") for one in Concern.objects.all()
        ]

    return Door(
        send=lambda text: house.client("supporter").post(
            f"{house.couple.address}concern/", {"words": text, "concern_id": str(uuid4())}
        ),
        read=read,
        forget=lambda: Concern.objects.all().delete(),
    )


def _reason_to_read(house: House) -> Door:
    def concern() -> Concern:
        found = Concern.objects.first()
        return found or raise_concern(
            person=house.couple.supporter,
            pairing_id=house.couple.pairing.public_id,
            words="They may come to harm",
            message_numbers=[],
            now=timezone.now(),
        )

    def read() -> Answers:
        second = house.client("second")
        return [
            second.get(f"{BASE}safeguarding/openings/{one.public_id}/")
            for one in BreakGlass.objects.all()
        ]

    return Door(
        send=lambda text: house.client("lead").post(
            f"{BASE}safeguarding/{concern().public_id}/open/", {"reason": text}
        ),
        read=read,
        forget=lambda: BreakGlass.objects.all().delete(),
    )


def _application(house: House) -> Door:
    own = Supporter.objects.filter(person=house.people["applicant"])

    def read() -> Answers:
        home = [house.client("applicant").get(f"{BASE}supporting/")]
        return home + _supporter_pages(house, list(own))

    return Door(
        send=lambda text: house.client("applicant").post(
            f"{BASE}supporting/apply/", FILLED_IN | {"alias": text[:40], "motivation": text}
        ),
        read=read,
        forget=own.delete,
    )


def _supporter_pages(house: House, supporters: list[Supporter]) -> Answers:
    client = house.client("coordinator")
    found = [client.get(f"{BASE}coordination/supporters/")]
    return found + [
        client.get(f"{BASE}coordination/supporters/{one.public_id}/") for one in supporters
    ]


def _decision(house: House) -> Door:
    applied = apply(person_in(house.team))

    def forget() -> None:
        SupporterDecision.objects.all().delete()
        Supporter.objects.filter(pk=applied.pk).update(state=Supporter.State.APPLIED)

    return Door(
        send=lambda text: house.client("coordinator").post(
            f"{BASE}coordination/supporters/{applied.public_id}/decide/",
            {"kind": "declined", "panel": text[:200], "reason": text},
        ),
        read=lambda: _supporter_pages(house, [applied]),
        forget=forget,
    )


def _evidence(house: House) -> Door:
    applied = apply(person_in(house.team))
    held, due = today_plus(-10), today_plus(300)
    days = {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in (("held_on", held), ("due_again_on", due))
        for part in ("day", "month", "year")
    }
    return Door(
        send=lambda text: house.client("coordinator").post(
            f"{BASE}coordination/supporters/{applied.public_id}/record/",
            days | {"kind": "supervision", "evidence": text},
        ),
        read=lambda: _supporter_pages(house, [applied]),
        forget=lambda: SupporterRecord.objects.all().delete(),
    )


def _force_page(house: House) -> Door:
    force, editor = place_above(house.team, NodeKind.FORCE), house.people["editor"]
    made = page_of(force, editor)

    def send(text: str) -> Answer:
        # Four of the largest would be more than the server takes at all.
        names = list(WORDS)[:1] if len(text) > LARGE else WORDS
        sent = form(force, editor, **dict.fromkeys(names, text))
        return house.client("editor").post(f"{LIST}edit/{made.pk}/", sent)

    return Door(
        send=send,
        read=lambda: [house.client("officer").get(f"{BASE}force/")],
        forget=lambda: ForcePeerSupport.objects.filter(pk=made.pk).update(**WORDS),
    )


def _name_to_avoid(house: House) -> Door:
    return Door(
        send=lambda text: house.client("officer").post(
            f"{BASE}avoid/", {"step": "find", "name": text}
        ),
        read=list,
        forget=lambda: None,
    )
