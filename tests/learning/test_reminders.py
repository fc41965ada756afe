"""People hear once that learning is due soon, and once that it is overdue."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from learning.models import ModulePage
from learning.notification_kinds import DUE_SOON, OVERDUE
from learning.services import remind_of_due_learning
from learning.services.reminders import reminder_kind
from learning.tasks import remind
from notifications.models import Notification
from organisation.models import Membership
from tests.factories.learning import assign, complete, make_module
from tests.factories.organisation import TeamFactory, person_in

TODAY = date(2026, 3, 1)


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("kind").values_list("kind", "subject_key"))


def test_learning_that_is_due_soon_is_told_once(officer: User, module: ModulePage) -> None:
    assign(module, due_on=date(2026, 3, 10))
    remind_of_due_learning(on=TODAY)
    remind_of_due_learning(on=TODAY + timedelta(days=1))
    assert told() == [(DUE_SOON, "listening:2026-03-10")]
    sent = Notification.objects.get()
    assert sent.recipient == officer
    assert sent.url == "/learning/listening/"
    assert sent.params == {"due_on": "10 March 2026"}


def test_once_the_date_has_passed_that_is_told_too(officer: User, module: ModulePage) -> None:
    assign(module, due_on=date(2026, 3, 10))
    remind_of_due_learning(on=TODAY)
    remind_of_due_learning(on=date(2026, 3, 11))
    remind_of_due_learning(on=date(2026, 3, 12))
    assert told() == [(DUE_SOON, "listening:2026-03-10"), (OVERDUE, "listening:2026-03-10")]


def test_nobody_is_reminded_of_what_is_done(officer: User, module: ModulePage) -> None:
    assign(module, due_on=date(2026, 3, 10))
    complete(officer, module, TODAY)
    remind_of_due_learning(on=TODAY)
    assert told() == []


def test_leavers_and_closed_accounts_are_not_reminded(officer: User, module: ModulePage) -> None:
    closed = person_in(TeamFactory(), is_active=False)
    assert closed.is_active is False
    assign(module, due_on=date(2026, 3, 10))
    Membership.objects.filter(person=officer).update(ended_on=TODAY)
    remind_of_due_learning(on=TODAY)
    assert told() == []


@pytest.mark.parametrize(
    ("due_on", "kind"),
    [
        (TODAY + timedelta(days=15), None),
        (TODAY + timedelta(days=14), DUE_SOON),
        (TODAY, DUE_SOON),
        (TODAY - timedelta(days=1), OVERDUE),
        (TODAY - timedelta(days=30), OVERDUE),
        (TODAY - timedelta(days=31), None),
    ],
)
def test_what_there_is_to_tell_depends_on_the_date(due_on: date, kind: str | None) -> None:
    assert reminder_kind(due_on, TODAY) == kind


def test_the_task_can_run_twice(officer: User, module: ModulePage) -> None:
    assign(module, starts_on=date(2026, 1, 1), due_on=date(2026, 1, 2))
    remind()
    remind()
    assert Notification.objects.count() <= 1


def test_a_reminder_in_batches_misses_nobody(
    module: ModulePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learning.services.reminders.BATCH", 2)
    people = [person_in(TeamFactory()) for _number in range(5)]
    assign(module, due_on=date(2026, 3, 10))
    assert remind_of_due_learning(on=TODAY) == 5
    assert Notification.objects.count() == len(people)


def test_nobody_is_told_the_title_of_a_module_that_they_may_not_read(officer: User) -> None:
    hidden = make_module("Secret", marking="official_sensitive", audience_roles=["analyst"])
    assign(hidden, due_on=date(2026, 3, 10))
    analyst = person_in(TeamFactory())
    Membership.objects.filter(person=analyst).update(rasso_role="analyst")
    remind_of_due_learning(on=TODAY)
    assert [sent.recipient for sent in Notification.objects.all()] == [analyst]
