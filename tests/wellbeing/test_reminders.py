"""Reminders: only for those who ask, on fixed days, in words that say nothing, to nobody else."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from notifications.models import Delivery, Notification, QuietHours
from notifications.services.deliver import deliver_notification
from privacy.registry import declarations
from tests.factories.organisation import TeamFactory, person_in
from tests.support.signing_in import signed_in
from tests.wellbeing.pages import GOOD, hand_in, words
from wellbeing.models import ReminderChoice
from wellbeing.services.preferences import leave, pause, resume
from wellbeing.services.reminders import set_reminder, stop_reminders
from wellbeing.services.send_reminders import send_due_reminders

pytestmark = pytest.mark.django_db

WEEKLY, MONTHLY = ReminderChoice.Cadence.WEEKLY, ReminderChoice.Cadence.MONTHLY
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)


def mondays_of(person: User) -> ReminderChoice:
    return set_reminder(person=person, cadence=WEEKLY, day=1, on=FRIDAY)


def told(person: User) -> list[str]:
    found = Notification.objects.filter(recipient=person, kind="wellbeing.reminder")
    return sorted(found.values_list("subject_key", flat=True))


def test_nobody_is_reminded_who_did_not_ask(officer: User) -> None:
    assert send_due_reminders(on=MONDAY) == 0
    assert not Notification.objects.exists()


def test_the_page_sets_changes_and_stops_reminders(officer: User) -> None:
    client = signed_in(officer)
    assert "You are not reminded." in words(client.get("/wellbeing/settings/"))
    form = {"cadence": "weekly", "weekday": "4", "day_of_month": "9"}
    assert client.post("/wellbeing/settings/reminders/", form).status_code == 302
    choice = ReminderChoice.objects.get(person=officer)
    assert (choice.cadence, choice.day) == (WEEKLY, 4)
    assert choice.next_due.isoweekday() == 4
    assert "You are reminded every week" in words(client.get("/wellbeing/settings/"))
    client.post("/wellbeing/settings/reminders/", form | {"cadence": "monthly"})
    choice.refresh_from_db()
    assert (choice.cadence, choice.day, choice.next_due.day) == (MONTHLY, 9, 9)
    client.post("/wellbeing/settings/reminders/", form | {"cadence": "never"})
    assert not ReminderChoice.objects.exists()


def test_a_day_that_never_comes_is_refused(officer: User) -> None:
    page = words(
        signed_in(officer).post(
            "/wellbeing/settings/reminders/",
            {"cadence": "monthly", "weekday": "1", "day_of_month": "31"},
        )
    )
    assert "There is a problem" in page
    assert not ReminderChoice.objects.exists()


def test_a_reminder_comes_once_on_its_day(officer: User) -> None:
    mondays_of(officer)
    assert send_due_reminders(on=FRIDAY) == 0
    assert send_due_reminders(on=MONDAY) == 1
    assert send_due_reminders(on=MONDAY) == 0
    assert told(officer) == ["2026-11-23"]
    assert ReminderChoice.objects.get().next_due == date(2026, 11, 30)


def test_after_a_standstill_there_is_one_reminder_and_not_many(officer: User) -> None:
    mondays_of(officer)
    assert send_due_reminders(on=date(2026, 12, 23)) == 1
    assert told(officer) == ["2026-11-23"]
    assert ReminderChoice.objects.get().next_due == date(2026, 12, 28)


def test_the_mail_says_nothing_and_goes_to_the_person_alone(officer: User) -> None:
    supervisor = person_in(TeamFactory())
    officer.memberships.update(line_manager=supervisor)
    mondays_of(officer)
    send_due_reminders(on=MONDAY)
    deliver_notification(delivery_id=Delivery.objects.get().pk, now=timezone.now())
    assert [sent.to for sent in mail.outbox] == [[officer.email]]
    assert (mail.outbox[0].cc, mail.outbox[0].bcc) == ([], [])
    text = f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()
    assert mail.outbox[0].subject == "You have a new notification"
    said = ("wellbeing", "check-in", "check in", "checked", "mood", "remind", "pulse")
    assert [word for word in said if word in text] == []
    assert not Notification.objects.filter(recipient=supervisor).exists()


def test_a_reminder_waits_for_the_end_of_the_quiet_hours(officer: User) -> None:
    QuietHours.objects.create(person=officer, starts=time(6, 0), ends=time(10, 0))
    mondays_of(officer)
    early = datetime(2026, 11, 23, 7, 40, tzinfo=UTC)
    with time_machine.travel(early, tick=False):
        send_due_reminders(on=MONDAY)
        delivery = Delivery.objects.get()
        deliver_notification(delivery_id=delivery.pk, now=early)
    delivery.refresh_from_db()
    assert mail.outbox == []
    assert delivery.due_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_it_comes_whether_or_not_the_person_checked_in(officer: User) -> None:
    other = person_in(TeamFactory())
    for person in (officer, other):
        mondays_of(person)
    with time_machine.travel(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)):
        hand_in(signed_in(officer), GOOD)
    send_due_reminders(on=MONDAY)
    assert told(officer) == told(other) == ["2026-11-23"]


def test_nobody_is_reminded_who_pauses_or_has_left(officer: User) -> None:
    mondays_of(officer)
    pause(person=officer, until=date(2026, 11, 24), today=FRIDAY)
    assert send_due_reminders(on=MONDAY) == 1
    assert told(officer) == []
    resume(person=officer)
    send_due_reminders(on=date(2026, 11, 30))
    assert told(officer) == ["2026-11-30"]
    leave(person=officer)
    assert not ReminderChoice.objects.exists()


def test_who_may_no_longer_sign_in_is_not_reminded(officer: User) -> None:
    mondays_of(officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    send_due_reminders(on=MONDAY)
    assert told(officer) == []


def test_the_reminder_leads_to_the_persons_own_page(officer: User) -> None:
    mondays_of(officer)
    send_due_reminders(on=MONDAY)
    assert Notification.objects.get().url == "/wellbeing/"


def test_reminders_are_part_of_a_persons_data(officer: User) -> None:
    mondays_of(officer)
    declared = next(found for found in declarations() if found.model is ReminderChoice)
    assert declared.export(officer) == [
        {"cadence": "Every week", "day": 1, "next_due": "2026-11-23"}
    ]
    assert declared.erase(officer) == 1
    stop_reminders(person=officer)
    assert not ReminderChoice.objects.exists()


def test_two_choices_of_one_person_are_one(officer: User, client: Client) -> None:
    mondays_of(officer)
    set_reminder(person=officer, cadence=MONTHLY, day=28, on=FRIDAY)
    assert ReminderChoice.objects.get().next_due == date(2026, 11, 28)
