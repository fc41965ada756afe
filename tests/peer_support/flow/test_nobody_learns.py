"""Nothing that the flow leaves behind, or says, tells who asked or what stands between two."""

import logging
from datetime import timedelta

import pytest
from django.core import mail, serializers

from audit.models import AuditEvent
from core.exceptions import DomainError
from notifications.models import Delivery, Notification
from peer_support.models import Bar, Offer, Pairing, SupportRequest
from peer_support.services import sweeps
from peer_support.services.bars import add_bar
from peer_support.services.offers import decline_offer, make_offer, say_known, see_name
from peer_support.services.pairings import close_pairing, end_pairing
from peer_support.services.requests import ask_again, choose_supporter
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter, pair
from tests.peer_support.flow.steps import live_offer, matched

pytestmark = pytest.mark.django_db


def test_a_whole_way_leaves_the_name_in_no_log_event_notice_or_mail(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    officer = person_in(TeamFactory(), first_name="Quentin", last_name="Zzyzx")
    supporters = [make_supporter() for _number in range(4)]
    request = matched(officer)
    caplog.clear()
    offer = live_offer()
    decline_offer(person=offer.supporter.person, offer_id=offer.public_id, now=NOW)
    offer = live_offer()
    see_name(person=offer.supporter.person, offer_id=offer.public_id, now=NOW)
    say_known(person=offer.supporter.person, offer_id=offer.public_id, now=NOW)
    sweeps.expire_offers(now=live_offer().due_at)
    pairing = accept(live_offer())
    end_pairing(person=officer, pairing_id=pairing.public_id, now=NOW)
    ask_again(person=officer, pairing_id=pairing.public_id, now=NOW, again_with_same=False)
    secrets = [officer.first_name, officer.last_name, officer.email, str(officer.public_id)]
    secrets += [str(request.public_id), str(pairing.public_id), *(s.alias for s in supporters)]
    left = [
        caplog.text,
        serializers.serialize("json", AuditEvent.objects.all()),
        serializers.serialize("json", Delivery.objects.all()),
        *(f"{each.subject_key} {each.params} {each.url}" for each in Notification.objects.all()),
        *(str(message.message()) for message in mail.outbox if officer.email not in message.to),
        # What the tables of peer support say in clear.
        repr(list(SupportRequest.objects.values())),
        repr(list(Offer.objects.values())),
        repr(list(Pairing.objects.values("request_id", "supporter_id", "state"))),
        repr(list(Bar.objects.values())),
    ]
    for secret in secrets[:4]:
        assert [text for text in left if secret in text] == []
    for secret in secrets[4:]:
        assert [text for text in left[:5] if secret in text] == []


def test_every_refusal_of_a_barred_supporter_has_the_same_words() -> None:
    team = TeamFactory()
    officer = person_in(team)
    lead = make_supporter(person_in(TeamFactory()))
    officer.memberships.update(line_manager=lead.person)
    excludes, excluded = make_supporter(), make_supporter()
    add_bar(person=excludes.person, other=officer, kind=Bar.Kind.EXCLUDED, now=NOW)
    add_bar(person=officer, other=excluded.person, kind=Bar.Kind.RELATION, now=NOW)
    request = ask_support(officer)
    said = set()
    for supporter in (lead, excludes, excluded, make_supporter(team=team)):
        with pytest.raises(DomainError) as refused:
            choose_supporter(
                person=officer,
                request_id=request.public_id,
                supporter_id=supporter.public_id,
                now=NOW,
            )
        said.add(str(refused.value))
    assert said == {"This person is not available. Nothing else has changed."}


def test_the_order_of_two_notices_tells_no_sides() -> None:
    supporter, officer = make_supporter(), person_in(TeamFactory())
    pairing = pair(officer, supporter)
    before = Notification.objects.count()
    sweeps.prompt_reviews(now=NOW + timedelta(weeks=2))
    close_pairing(pairing=pairing, now=NOW)
    told = Notification.objects.order_by("pk").values_list("recipient", flat=True)[before:]
    # By their keys, as in the table of people.
    assert list(told) == [supporter.person_id, officer.pk] * 2


def test_both_sides_are_told_in_the_same_words_at_the_same_address() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    request = matched(officer)
    accept(live_offer())
    sweeps.prompt_reviews(now=NOW + timedelta(weeks=2))
    told = Notification.objects.filter(recipient__in=(officer, supporter.person))
    assert set(told.values_list("kind", "url")) == {("peer_support.news", "/peer-support/")}
    keys = list(told.values_list("subject_key", flat=True))
    assert len(keys) == len(set(keys)) == 4
    assert make_offer(request=request, supporter=supporter, now=NOW) is None
