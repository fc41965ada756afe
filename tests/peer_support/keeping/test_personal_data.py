"""A copy and an erasure: everything goes, nobody is left waiting, and neither tells who asked."""

import base64
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db.models import Model

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import NodeKind, Role
from peer_support.models import (
    Bar,
    Concern,
    Conversation,
    Feedback,
    HeldPlace,
    Message,
    Offer,
    Pairing,
    Session,
    Supporter,
    SupportRequest,
)
from peer_support.personal_data import DECLARATIONS
from peer_support.refs import bar_ref_of, concern_ref_of
from peer_support.services.bars import add_bar
from peer_support.services.concerns import raise_concern
from peer_support.services.feedback import Answers, give_feedback
from peer_support.services.messages import send_message
from peer_support.services.pairings import end_pairing
from peer_support.services.sessions import log_session
from peer_support.vocabulary import LengthBand, Mode, Topic
from privacy.models import AccessRequest
from privacy.services import ask_for_copy, ask_for_erasure, build_copy, erase_person
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.factories.peer_support import (
    NOW,
    TODAY,
    ask_support,
    make_supporter,
    offer_to,
    pair,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)
WORDS = "A long week, and nobody to tell."
HANGING_ON: tuple[type[Model], ...] = (
    SupportRequest,
    Offer,
    HeldPlace,
    Pairing,
    Session,
    Conversation,
    Message,
    Bar,
)


@pytest.fixture
def officer() -> User:
    return person_in(TeamFactory())


def talk(person: User, supporter: Supporter | None = None) -> Pairing:
    """A pair with a message, a session and somebody to avoid."""
    made = pair(person, supporter)
    send_message(person=person, pairing_id=made.public_id, text=WORDS, now=NOW)
    log_session(
        person=made.supporter.person,
        pairing_id=made.public_id,
        held_on=TODAY,
        length=LengthBand.UP_TO_30,
        mode=Mode.REMOTE,
        topic=Topic.SLEEP,
        now=NOW,
    )
    add_bar(person=person, other=person_in(TeamFactory()), kind=Bar.Kind.EXCLUDED, now=NOW)
    return made


def worry(person: User, pairing: Pairing) -> Concern:
    home = place_above(pairing.supporter.person.memberships.get().node, NodeKind.FORCE)
    person_in(home, Role.SAFEGUARDING_LEAD)
    return raise_concern(
        person=person,
        pairing_id=pairing.public_id,
        words="I am worried.",
        message_numbers=[1],
        now=NOW,
    )


def erase(person: User) -> AuditEvent:
    request = ask_for_erasure(person=person, now=NOW)
    assert erase_person(request_id=request.pk, now=LATER)
    return AuditEvent.objects.filter(action="privacy.person_erased").latest("pk")


def test_every_table_about_requests_is_declared() -> None:
    declared = {entry.model for entry in DECLARATIONS}
    assert {*HANGING_ON, Concern, Feedback} <= declared


def test_a_copy_under_a_name_is_the_same_whether_or_not_somebody_asked(officer: User) -> None:
    quiet = person_in(TeamFactory())
    worry(officer, talk(officer))
    for declared in DECLARATIONS:
        assert declared.export(officer) == declared.export(quiet)


def test_a_stored_copy_holds_no_word_of_it(officer: User) -> None:
    made = talk(officer)
    request = ask_for_copy(person=officer, now=NOW)
    build_copy(request_id=request.pk, now=NOW)
    archive = AccessRequest.objects.get(pk=request.pk).archive
    assert archive is not None
    with ZipFile(BytesIO(base64.b64decode(archive))) as files:
        text = "".join(files.read(name).decode() for name in files.namelist())
    assert officer.email in text
    for told in (WORDS, made.request.requester_ref, "new notification", str(made.public_id)):
        assert told not in text


def test_erasing_who_asked_leaves_no_row_and_frees_the_place(officer: User) -> None:
    supporter = make_supporter()
    talk(officer, supporter)
    before = Notification.objects.filter(recipient=supporter.person).count()
    erase(officer)
    for model in HANGING_ON:
        assert not model._default_manager.exists(), model
    supporter.refresh_from_db()
    assert (supporter.held, supporter.state) == (0, Supporter.State.ACTIVE)
    assert Notification.objects.filter(recipient=supporter.person).count() == before + 1


def test_erasing_who_waits_for_an_answer_takes_the_offer_back(officer: User) -> None:
    supporter = make_supporter()
    offer_to(supporter, ask_support(officer))
    erase(officer)
    supporter.refresh_from_db()
    assert supporter.held == 0
    assert not Offer.objects.exists()


def test_others_keep_theirs(officer: User) -> None:
    other = person_in(TeamFactory())
    kept = talk(other)
    talk(officer)
    erase(officer)
    kept.refresh_from_db()
    assert kept.state == Pairing.State.ACTIVE
    assert Message.objects.get().conversation.pairing == kept
    assert HeldPlace.objects.get().request == kept.request


def test_nobody_avoids_the_erased_and_the_erased_avoid_nobody(officer: User) -> None:
    others = [person_in(TeamFactory()) for _number in range(3)]
    add_bar(person=officer, other=others[0], kind=Bar.Kind.RELATION, now=NOW)
    add_bar(person=others[1], other=officer, kind=Bar.Kind.EXCLUDED, now=NOW)
    add_bar(person=others[1], other=others[2], kind=Bar.Kind.EXCLUDED, now=NOW)
    erase(officer)
    assert Bar.objects.get().other_ref == bar_ref_of(others[2])


def test_a_concern_stays_and_forgets_who_raised_it(officer: User) -> None:
    made = talk(officer)
    concern = worry(officer, made)
    erase(officer)
    concern.refresh_from_db()
    assert (concern.words, concern.pairing, concern.state) == ("I am worried.", None, "open")
    ref = concern_ref_of(officer)
    assert ref not in {concern.raised_by, *concern.parties}
    assert concern_ref_of(made.supporter.person) in concern.parties
    assert concern.parties == sorted(concern.parties)


def test_the_audit_log_does_not_tell_that_the_erased_had_asked(officer: User) -> None:
    quiet = person_in(TeamFactory())
    made = talk(officer)
    end_pairing(person=officer, pairing_id=made.public_id, now=NOW)
    answers = Answers(was_listened_to=5, felt_safe=5, would_ask_again=5)
    give_feedback(person=officer, pairing_id=made.public_id, answers=answers, now=NOW)
    assert erase(officer).details == erase(quiet).details
    assert Feedback.objects.count() == 1


def test_erasing_a_supporter_asks_for_somebody_else_at_once(officer: User) -> None:
    supporter, another = make_supporter(capacity=2), make_supporter()
    made = talk(officer, supporter)
    later = NOW + timedelta(days=8)  # one new person a week
    waiting = offer_to(supporter, ask_support(now=later), now=later).request
    erase(supporter.person)
    assert not Supporter.objects.filter(pk=supporter.pk).exists()
    live = Offer.objects.live()
    assert set(live.values_list("supporter_id", flat=True)) == {another.pk}
    states = {
        request.state
        for request in SupportRequest.objects.filter(pk__in=[made.request_id, waiting.pk])
    }
    # One of the two has the free supporter's answer to wait for; nobody is asked for two at once.
    assert states == {SupportRequest.State.OFFERED, SupportRequest.State.WAITING}
    assert not Message.objects.exists()


def test_what_was_decided_about_a_supporter_is_in_their_copy() -> None:
    supporter = make_supporter(motivation="To listen")
    supporter.decisions.create(
        kind="taken_on", panel="Three", reason="Listens well", decided_on=TODAY
    )
    supporter.records.create(
        kind="training", held_on=TODAY, due_again_on=TODAY + timedelta(days=9), evidence="A list"
    )
    exports = {entry.model: entry.export(supporter.person) for entry in DECLARATIONS}
    profile, decision, record = exports[Supporter]
    assert profile["motivation"] == "To listen"
    assert (decision["reason"], record["evidence"]) == ("Listens well", "A list")
