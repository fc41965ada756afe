"""Those who are asked are told once at publication, once before the date and once after it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from cms.models import ChangeKind, Marking, PageVersion
from learning.changes import Change
from learning.models import Announcement
from learning.notification_kinds import CONFIRM_OVERDUE, CONFIRM_SOON, MODULE_CHANGED, PAGE_CHANGED
from learning.services import (
    announce_changes,
    confirm_reading,
    remind_of_due_learning,
    remind_to_confirm,
)
from learning.services.announcing import announce_batch
from learning.services.telling_of_changes import tell_of_change
from learning.tasks import announce, remind
from notifications.mails import notification_mail
from notifications.models import Delivery, Notification
from organisation.models import Membership
from tests.factories.changes import RIGHT, answer_id, make_changed_page, publish_change
from tests.factories.learning import complete, make_module
from tests.factories.organisation import TeamFactory, person_in


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("kind", "subject_key"))


def test_a_change_is_told_once_however_often_the_sweep_runs(
    officer: User, version: PageVersion
) -> None:
    announce()
    announce()
    assert told() == [(PAGE_CHANGED, str(version.public_id))]
    sent = Notification.objects.get()
    assert sent.recipient == officer
    assert sent.url == f"/page/{version.page.translation_key}/confirm/"
    # No title: what may be named is asked when the notice is read.
    assert sent.params == {"changed_on": "2 March 2026", "due_on": "30 March 2026"}


def test_publishing_the_same_revision_twice_tells_once(officer: User, version: PageVersion) -> None:
    announce()
    page = version.page.specific
    page.latest_revision.publish()
    announce()
    assert len(told()) == 1


def test_who_is_not_asked_is_not_told(officer: User) -> None:
    make_changed_page(audience_roles=["sio"])
    Membership.objects.filter(person=officer).update(rasso_role="analyst")
    person_in(TeamFactory(), is_active=False)
    assert announce_changes(now=timezone.now()) == 0
    assert told() == []
    assert Announcement.objects.get().finished_at is not None


def test_who_has_confirmed_already_is_not_told(officer: User, version: PageVersion) -> None:
    answer = answer_id(version, RIGHT)
    confirm_reading(person=officer, version=version, answer=answer, now=timezone.now())
    announce()
    assert told() == []


def test_people_are_told_in_batches_and_nobody_is_missed(
    officer: User, version: PageVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learning.services.announcing.BATCH", 2)
    for _number in range(4):
        person_in(TeamFactory())
    assert announce_changes(now=timezone.now()) == 5
    assert Notification.objects.values("recipient").distinct().count() == 5


def test_a_worker_that_is_killed_neither_loses_nor_doubles(
    officer: User, version: PageVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learning.services.announcing.BATCH", 2)
    for _number in range(3):
        person_in(TeamFactory())
    announce_batch(version_id=version.pk, now=timezone.now())
    tell_until_it_dies(monkeypatch)
    with pytest.raises(SystemExit):
        announce()
    # The batch that broke off told nobody: neither a notice nor the mark of it is left.
    assert Notification.objects.count() == 2
    monkeypatch.setattr("learning.services.announcing.tell_of_change", tell_of_change)
    announce()
    assert Notification.objects.count() == 4
    assert Notification.objects.values("recipient").distinct().count() == 4


def tell_until_it_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next notice through and kill the worker at the one after it."""
    told_so_far: list[User] = []

    def tell(person: User, change: Change, *, kind: str) -> None:
        if told_so_far:
            raise SystemExit
        told_so_far.append(person)
        tell_of_change(person, change, kind=kind)

    monkeypatch.setattr("learning.services.announcing.tell_of_change", tell)


def test_a_newer_change_before_the_sweep_is_the_only_one_told(
    officer: User, version: PageVersion
) -> None:
    newer = publish_change(version.page, "And write down who decided.")
    announce()
    assert told() == [(PAGE_CHANGED, str(newer.public_id))]


def test_what_was_unpublished_before_the_sweep_is_told_when_it_is_back(
    officer: User, version: PageVersion
) -> None:
    page = version.page.specific
    page.unpublish()
    announce()
    assert told() == []
    page.refresh_from_db()
    publish_change(page, kind=ChangeKind.MINOR)
    announce()
    assert told() == [(PAGE_CHANGED, str(version.public_id))]


def test_an_old_change_is_no_news(
    officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=31))
    announce()
    assert told() == []


def test_reminders_come_before_the_date_and_after_it_once_each(
    officer: User, version: PageVersion
) -> None:
    key = str(version.public_id)
    expected = {
        date(2026, 3, 15): [],
        date(2026, 3, 16): [(CONFIRM_SOON, key)],
        date(2026, 3, 17): [(CONFIRM_SOON, key)],
        date(2026, 3, 30): [(CONFIRM_SOON, key)],
        date(2026, 3, 31): [(CONFIRM_SOON, key), (CONFIRM_OVERDUE, key)],
        date(2026, 4, 1): [(CONFIRM_SOON, key), (CONFIRM_OVERDUE, key)],
    }
    for day, notices in expected.items():
        remind_to_confirm(on=day)
        assert told() == notices, day


def test_a_short_time_is_not_reminded_of_in_its_first_half(officer: User) -> None:
    make_changed_page(days=6)
    remind_to_confirm(on=date(2026, 3, 4))
    assert told() == []
    remind_to_confirm(on=date(2026, 3, 5))
    assert [kind for kind, _key in told()] == [CONFIRM_SOON]


def test_nobody_is_reminded_of_what_they_confirmed_or_need_not(
    officer: User, version: PageVersion
) -> None:
    answer = answer_id(version, RIGHT)
    confirm_reading(person=officer, version=version, answer=answer, now=timezone.now())
    joiner = person_in(TeamFactory())
    Membership.objects.filter(person=joiner).update(started_on=date(2026, 3, 9))
    assert remind_to_confirm(on=date(2026, 3, 20)) == 0
    assert told() == []


def test_a_changed_module_is_told_to_those_who_had_completed_it(officer: User) -> None:
    module = make_module()
    person_in(TeamFactory())
    complete(officer, module, date(2026, 2, 1))
    publish_change(module)
    announce()
    assert [row.recipient for row in Notification.objects.all()] == [officer]
    assert Notification.objects.get().kind == MODULE_CHANGED
    assert Notification.objects.get().url == f"/page/{module.translation_key}/confirm/"


def test_the_daily_task_reminds_of_modules_and_of_pages(
    officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    module = make_module()
    complete(officer, module, date(2026, 2, 1))
    publish_change(module)
    clock.shift(timedelta(days=20))
    remind()
    remind()
    assert sorted(kind for kind, _key in told()) == ["learning.confirm_soon", "learning.due_soon"]


def test_mail_never_says_the_title_of_a_sensitive_page_or_module(officer: User) -> None:
    Membership.objects.filter(person=officer).update(rasso_role="analyst")
    secret: dict[str, Any] = {"marking": Marking.OFFICIAL_SENSITIVE, "audience_roles": ["analyst"]}
    make_changed_page("Secret page", **secret)
    module = make_module("Secret module", **secret)
    complete(officer, module, date(2026, 2, 1))
    publish_change(module)
    announce()
    for day in (date(2026, 3, 20), date(2026, 4, 2)):
        remind_to_confirm(on=day)
        remind_of_due_learning(on=day)
    assert Notification.objects.count() == 6
    for delivery in Delivery.objects.all():
        message = notification_mail(delivery)
        assert "ecret" not in f"{message.subject} {message.body}"
