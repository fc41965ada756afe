"""Nobody is reminded of a module that is gone; a notice told before leads to words about it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.models import Marking
from core.notification_kinds import Category
from learning.models import Completion, ModulePage
from learning.services import remind_of_due_learning
from notifications.models import CategoryChoice, Delivery, Notification
from notifications.services.deliver import deliver_notification
from notifications.services.digest import deliver_digest, gather_digests
from notifications.states import State
from tests.factories.learning import assign, complete, republish
from tests.factories.organisation import TeamFactory, person_in
from tests.support.answers import same_words

# A Tuesday.
TODAY = date(2026, 3, 3)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
DUE = date(2026, 3, 10)
CALM = "This module is no longer there"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The morning of that day, until the test moves it."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def required(officer: User, module: ModulePage) -> ModulePage:
    """A module that is due for the officer in a week."""
    assign(module, due_on=DUE)
    return module


def hold_for_the_week(person: User) -> None:
    """Let the mail about learning wait for Monday."""
    CategoryChoice.objects.create(
        person=person, category=Category.LEARNING, choice=CategoryChoice.Choice.WEEKLY
    )


def remind_and_deliver() -> None:
    remind_of_due_learning(on=timezone.localdate())
    for delivery in Delivery.objects.filter(state=State.WAITING):
        deliver_notification(delivery_id=delivery.pk, now=timezone.now())


def mails_of_monday(clock: time_machine.Traveller) -> list[str]:
    """The words of what goes out in the week's mail."""
    clock.move_to(MONDAY)
    gather_digests(now=timezone.now())
    for notice in Delivery.objects.filter(digest__isnull=False).select_related("digest"):
        assert notice.digest is not None
        deliver_digest(digest_id=notice.digest.pk, now=timezone.now())
    return [str(message.body) for message in mail.outbox]


# The test client's answer has no type of its own; so below.
def follow_the_notice(client: Client) -> Any:
    notice = Notification.objects.get()
    return client.get(reverse("notifications:open", args=[notice.public_id]), follow=True)


def assert_calm(answer: Any) -> None:
    """Not the usual page for what is missing, and not a word about the module that was there."""
    assert answer.status_code == 404
    page = answer.content.decode()
    assert CALM in page
    assert "You need do nothing." in page
    assert "Listening" not in page


def test_nobody_is_reminded_of_a_module_that_was_unpublished_before(required: ModulePage) -> None:
    required.unpublish()
    assert remind_of_due_learning(on=TODAY) == 0
    assert remind_of_due_learning(on=DUE + timedelta(days=1)) == 0
    assert not Notification.objects.exists()


def test_nobody_is_reminded_of_a_changed_module_that_was_unpublished(
    officer: User, required: ModulePage
) -> None:
    complete(officer, required, TODAY - timedelta(days=30))
    assert Completion.objects.count() == 1
    required.unpublish()
    remind_of_due_learning(on=TODAY)
    assert not Notification.objects.exists()


def test_the_notice_of_a_module_that_was_unpublished_says_that_nothing_is_owed(
    signed_in: Client, required: ModulePage
) -> None:
    remind_of_due_learning(on=TODAY)
    assert follow_the_notice(signed_in).status_code == 200
    required.unpublish()
    assert_calm(follow_the_notice(signed_in))


def test_the_notice_of_a_module_that_was_deleted_says_so_too(
    signed_in: Client, required: ModulePage
) -> None:
    remind_of_due_learning(on=TODAY)
    required.assignments.all().delete()
    required.delete()
    assert_calm(follow_the_notice(signed_in))


def test_who_may_no_longer_read_the_module_learns_nothing_new(
    signed_in: Client, required: ModulePage
) -> None:
    remind_of_due_learning(on=TODAY)
    ModulePage.objects.filter(pk=required.pk).update(
        title="Zebra", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"]
    )
    answer = follow_the_notice(signed_in)
    assert_calm(answer)
    assert "Zebra" not in answer.content.decode()


def test_a_module_that_comes_back_is_where_the_notice_leads(
    signed_in: Client, required: ModulePage
) -> None:
    remind_of_due_learning(on=TODAY)
    required.unpublish()
    required.save_revision().publish()
    answer = follow_the_notice(signed_in)
    assert answer.status_code == 200
    assert "Listening" in answer.content.decode()


def test_to_whoever_was_not_told_it_looks_like_a_module_that_never_was(
    client: Client, required: ModulePage
) -> None:
    remind_of_due_learning(on=TODAY)
    required.unpublish()
    client.force_login(person_in(TeamFactory()))
    gone, missing = client.get("/learning/listening/"), client.get("/learning/no-such-module/")
    assert (gone.status_code, missing.status_code) == (404, 404)
    assert CALM not in gone.content.decode()
    assert same_words(gone) == same_words(missing)


def test_a_reminder_that_waits_for_the_weeks_mail_is_not_sent_once_the_module_is_gone(
    officer: User, required: ModulePage, clock: time_machine.Traveller
) -> None:
    hold_for_the_week(officer)
    remind_and_deliver()
    assert Delivery.objects.get().state == State.HELD
    required.unpublish()
    clock.shift(timedelta(days=1))
    remind_and_deliver()
    assert mails_of_monday(clock) == []


def test_a_module_that_comes_back_in_time_is_told_after_all(
    officer: User, required: ModulePage, clock: time_machine.Traveller
) -> None:
    hold_for_the_week(officer)
    remind_and_deliver()
    required.unpublish()
    remind_and_deliver()
    required.save_revision().publish()
    remind_and_deliver()
    [said] = mails_of_monday(clock)
    assert "“Listening” is due on 10 March 2026." in said


@pytest.mark.parametrize("may_read", [True, False])
def test_the_title_of_a_module_that_became_sensitive_is_in_no_mail(
    officer: User, required: ModulePage, clock: time_machine.Traveller, may_read: bool
) -> None:
    hold_for_the_week(officer)
    remind_and_deliver()
    required.marking = Marking.OFFICIAL_SENSITIVE
    required.audience_roles = ["investigator" if may_read else "analyst"]
    republish(required)
    remind_and_deliver()
    said = mails_of_monday(clock)
    assert ["A module marked OFFICIAL-SENSITIVE" in text for text in said] == [True] * may_read
    assert "Listening" not in "".join(said)


def test_what_was_mailed_or_opened_stays_in_the_list(
    officer: User, required: ModulePage, clock: time_machine.Traveller
) -> None:
    remind_and_deliver()
    assert Delivery.objects.get().state == State.SENT
    required.unpublish()
    clock.shift(timedelta(days=1))
    remind_and_deliver()
    assert Notification.objects.get().recipient == officer


def test_a_reminder_that_is_still_right_is_left_alone(
    officer: User, required: ModulePage, clock: time_machine.Traveller
) -> None:
    hold_for_the_week(officer)
    remind_and_deliver()
    before = Notification.objects.get()
    clock.shift(timedelta(days=1))
    remind_and_deliver()
    assert Notification.objects.get().pk == before.pk
    [said] = mails_of_monday(clock)
    assert "“Listening” is due on 10 March 2026." in said
