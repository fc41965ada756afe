"""What changed and what is due is told as each person chose: at once, weekly, in the site only,
and never in their quiet hours."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import PageVersion
from core.notification_kinds import Category
from learning.models import Completion, ModulePage
from learning.notification_kinds import CONFIRM_SOON, MODULE_CHANGED, PAGE_CHANGED
from learning.selectors.quiz import quiz_of_revision
from learning.services import confirm_reading, record_completion
from learning.tasks import announce, remind
from notifications.models import CategoryChoice, Notification
from notifications.quiet_hours import LONDON
from notifications.services.preferences import Quiet, save_preferences
from tests.factories.learning import complete
from tests.factories.organisation import TeamFactory, person_in
from tests.learning.telling import (
    KINDS,
    OF_MODULES,
    OF_PAGES,
    TITLE,
    choose,
    send_what_is_due,
    tell,
)

# A Monday evening, after the week's mail has gone.
NOW = datetime(2026, 3, 2, 21, 0, tzinfo=LONDON)
AT_NIGHT = Quiet(starts=time(20, 0), ends=time(7, 0))
A_WEEKS_MAIL = "Your week on Lodestar"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def next_at(hour: int, *, monday: bool = False) -> datetime:
    """The next time that it is that hour in London; on the next Monday, if wanted."""
    day = timezone.localdate() + timedelta(days=1)
    while monday and day.weekday() != 0:
        day += timedelta(days=1)
    return datetime.combine(day, time(hour), tzinfo=LONDON)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_choice_it_is_mailed_at_once_and_once(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    tell(kind, officer, clock)
    [said] = send_what_is_due()
    assert TITLE in said
    assert [message.to for message in mail.outbox] == [[officer.email]]
    assert mail.outbox[0].subject == "You have a new notification"
    announce()
    remind()
    told_again = [text for text in send_what_is_due()[1:] if text == said]
    assert told_again == []


@pytest.mark.parametrize("kind", KINDS)
def test_who_wants_it_weekly_gets_it_on_monday_at_eight(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    choose(officer, CategoryChoice.Choice.WEEKLY)
    tell(kind, officer, clock)
    assert send_what_is_due() == []
    monday = next_at(8, monday=True)
    clock.move_to(monday - timedelta(seconds=1))
    assert send_what_is_due() == []
    clock.move_to(monday)
    [said] = send_what_is_due()
    assert said.startswith(A_WEEKS_MAIL)
    assert TITLE in said
    clock.move_to(monday + timedelta(days=7))
    assert len(send_what_is_due()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_who_wants_no_mail_finds_it_in_the_site_only(
    client: Client, officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    choose(officer, CategoryChoice.Choice.IN_APP)
    tell(kind, officer, clock)
    assert send_what_is_due() == []
    clock.move_to(next_at(8, monday=True))
    assert send_what_is_due() == []
    client.force_login(officer)
    assert TITLE in client.get("/notifications/").content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_comes_in_the_quiet_hours(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    save_preferences(person=officer, choices={}, quiet=AT_NIGHT)
    tell(kind, officer, clock)
    assert send_what_is_due() == []
    morning = next_at(7)
    clock.move_to(morning - timedelta(minutes=1))
    assert send_what_is_due() == []
    clock.move_to(morning)
    [said] = send_what_is_due()
    assert TITLE in said


@pytest.mark.parametrize("kind", [PAGE_CHANGED, CONFIRM_SOON])
def test_the_weeks_mail_waits_for_the_end_of_the_quiet_hours_too(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    choose(officer, CategoryChoice.Choice.WEEKLY)
    quiet = Quiet(starts=time(20, 0), ends=time(10, 0))
    save_preferences(person=officer, choices={}, quiet=quiet)
    tell(kind, officer, clock)
    send_what_is_due()
    clock.move_to(next_at(8, monday=True))
    assert send_what_is_due() == []
    clock.shift(timedelta(hours=2))
    [said] = send_what_is_due()
    assert TITLE in said


@pytest.mark.parametrize(
    ("silenced", "kinds", "others"),
    [(Category.GUIDANCE, OF_PAGES, OF_MODULES), (Category.LEARNING, OF_MODULES, OF_PAGES)],
)
def test_a_choice_about_pages_is_none_about_modules(
    officer: User,
    clock: time_machine.Traveller,
    silenced: Category,
    kinds: dict[str, int],
    others: dict[str, int],
) -> None:
    choices = {silenced: CategoryChoice.Choice.IN_APP}
    save_preferences(person=officer, choices=choices, quiet=None)
    tell(next(iter(kinds)), officer, clock)
    assert send_what_is_due() == []
    Notification.objects.all().delete()
    tell(next(iter(others)), officer, clock)
    assert len(send_what_is_due()) == 1


@pytest.mark.parametrize("kind", OF_PAGES)
def test_nobody_is_mailed_about_what_they_have_confirmed_meanwhile(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    other = person_in(TeamFactory())
    for person in (officer, other):
        choose(person, CategoryChoice.Choice.WEEKLY)
    page = tell(kind, officer, clock)
    send_what_is_due()
    version = PageVersion.objects.filter(page=page.pk).latest("number")
    confirm_reading(person=officer, version=version, answer="", now=timezone.now())
    clock.move_to(next_at(9, monday=True))
    [said] = send_what_is_due()
    assert TITLE in said
    assert mail.outbox[0].to == [other.email]
    assert Notification.objects.get(recipient=officer).read_at is not None
    assert Notification.objects.get(recipient=other).read_at is None


@pytest.mark.parametrize("kind", OF_MODULES)
def test_nobody_is_mailed_about_what_they_have_completed_meanwhile(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    choose(officer, CategoryChoice.Choice.WEEKLY)
    module = tell(kind, officer, clock)
    send_what_is_due()
    # As it is since the change.
    complete(officer, ModulePage.objects.get(pk=module.pk), timezone.localdate())
    assert Notification.objects.get(recipient=officer).read_at is not None
    clock.move_to(next_at(9, monday=True))
    assert send_what_is_due() == []


def test_a_quiz_of_the_version_before_the_change_settles_nothing(
    officer: User, clock: time_machine.Traveller
) -> None:
    module = tell(MODULE_CHANGED, officer, clock)
    before = Completion.objects.get(person=officer)
    record_completion(
        person=officer,
        module=ModulePage.objects.get(pk=module.pk),
        published=quiz_of_revision(before.revision_id),
        completed_on=timezone.localdate(),
        score=None,
        source=Completion.Source.READING,
    )
    assert Notification.objects.get(recipient=officer).read_at is None
