"""A notice names a page or module only while its reader may know of it: in mail and in the list."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, ChangeKind, Marking
from learning.notification_kinds import PAGE_CHANGED
from learning.tasks import announce
from notifications.models import CategoryChoice, Delivery, Notification, QuietHours
from notifications.states import State
from tests.factories.changes import make_changed_page, publish_change
from tests.factories.organisation import ForceFactory
from tests.learning.telling import KINDS, OF_PAGES, TITLE, choose, send_what_is_due, tell

# A Monday. All that is told in these tests is told at nine, within the quiet hours.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUIET = {"starts": time(8), "ends": time(12)}
GONE = "This asks nothing of you any more."
WEEKLY, AT_ONCE = "weekly", "at once, after quiet hours"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def hold_back(person: User, way: str) -> None:
    """Let the mail wait, for Monday or for the end of the quiet hours."""
    if way == WEEKLY:
        choose(person, CategoryChoice.Choice.WEEKLY)
    else:
        QuietHours.objects.create(person=person, **QUIET)


def said_in_the_end(clock: time_machine.Traveller) -> str:
    """The words of all mail when the next Monday is over, and the quiet hours of that day."""
    clock.shift(timedelta(days=7, hours=6))
    return "".join(send_what_is_due())


def mark_for(page: BasePage, rasso_role: str) -> None:
    """Make it OFFICIAL-SENSITIVE, by a minor change, for one role."""
    publish_change(
        page,
        kind=ChangeKind.MINOR,
        marking=Marking.OFFICIAL_SENSITIVE,
        audience_roles=[rasso_role],
    )


def become_sensitive_for_others(page: BasePage) -> None:
    mark_for(page, "analyst")


def be_unpublished(page: BasePage) -> None:
    page.unpublish()


def expire(page: BasePage) -> None:
    BasePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled", verbosity=0)


def go_to_another_force(page: BasePage) -> None:
    """A local page is for its own force."""
    BasePage.objects.filter(pk=page.pk).update(force=ForceFactory())


WITHDRAWALS = [become_sensitive_for_others, be_unpublished, expire, go_to_another_force]


@pytest.mark.parametrize("way", [WEEKLY, AT_ONCE])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_still_there_is_named_in_the_mail_that_waited(
    officer: User, clock: time_machine.Traveller, kind: str, way: str
) -> None:
    hold_back(officer, way)
    tell(kind, officer, clock)
    assert send_what_is_due() == []
    assert TITLE in said_in_the_end(clock)


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
@pytest.mark.parametrize("way", [WEEKLY, AT_ONCE])
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_withdrawn_from_the_reader_is_in_no_mail(
    officer: User,
    clock: time_machine.Traveller,
    kind: str,
    way: str,
    withdraw: Callable[[BasePage], None],
) -> None:
    hold_back(officer, way)
    page = tell(kind, officer, clock)
    assert send_what_is_due() == []
    withdraw(page)
    assert said_in_the_end(clock) == ""
    assert set(Delivery.objects.values_list("digest__state", flat=True)) == {
        State.SKIPPED if way == WEEKLY else None
    }


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_list_no_longer_names_what_was_withdrawn_though_a_mail_had_named_it(
    signed_in: Client,
    officer: User,
    clock: time_machine.Traveller,
    kind: str,
    withdraw: Callable[[BasePage], None],
) -> None:
    page = tell(kind, officer, clock)
    assert TITLE in "".join(send_what_is_due())
    signed_in.force_login(officer)
    assert TITLE in signed_in.get("/notifications/").content.decode()
    withdraw(page)
    shown = signed_in.get("/notifications/").content.decode()
    assert TITLE not in shown
    assert GONE in shown


@pytest.mark.parametrize("kind", OF_PAGES)
def test_a_page_that_was_deleted_is_named_neither_in_mail_nor_in_the_list(
    signed_in: Client, officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    hold_back(officer, WEEKLY)
    page = tell(kind, officer, clock)
    page.delete()
    assert said_in_the_end(clock) == ""
    signed_in.force_login(officer)
    shown = signed_in.get("/notifications/").content.decode()
    assert TITLE not in shown
    assert GONE in shown


@pytest.mark.parametrize("way", [WEEKLY, AT_ONCE])
@pytest.mark.parametrize("kind", KINDS)
def test_of_what_became_sensitive_for_the_reader_too_only_that_is_said(
    signed_in: Client, officer: User, clock: time_machine.Traveller, kind: str, way: str
) -> None:
    hold_back(officer, way)
    page = tell(kind, officer, clock)
    mark_for(page, "investigator")
    said = said_in_the_end(clock)
    assert "marked OFFICIAL-SENSITIVE" in said
    signed_in.force_login(officer)
    assert TITLE not in said + signed_in.get("/notifications/").content.decode()


@pytest.mark.parametrize("way", [WEEKLY, AT_ONCE])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_once_the_audience_of_something_sensitive_is_narrowed(
    officer: User, clock: time_machine.Traveller, kind: str, way: str
) -> None:
    hold_back(officer, way)
    page = tell(
        kind,
        officer,
        clock,
        marking=Marking.OFFICIAL_SENSITIVE,
        audience_roles=["investigator", "analyst"],
    )
    publish_change(page, kind=ChangeKind.MINOR, audience_roles=["analyst"])
    assert said_in_the_end(clock) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_called_otherwise_now_is_named_so(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    hold_back(officer, WEEKLY)
    page = tell(kind, officer, clock)
    publish_change(page, kind=ChangeKind.MINOR, title="Wobblethwaite")
    said = said_in_the_end(clock)
    assert "Wobblethwaite" in said
    assert TITLE not in said


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_withdrawn_from_one_mail_leaves_the_rest_of_it(
    officer: User, clock: time_machine.Traveller, kind: str
) -> None:
    hold_back(officer, WEEKLY)
    page = tell(kind, officer, clock)
    make_changed_page("Wobblethwaite")
    announce()
    send_what_is_due()
    become_sensitive_for_others(page)
    said = said_in_the_end(clock)
    assert "Wobblethwaite" in said
    assert TITLE not in said


def test_a_newer_change_speaks_for_the_older_notice_too(
    signed_in: Client, officer: User, clock: time_machine.Traveller
) -> None:
    page = tell(PAGE_CHANGED, officer, clock)
    publish_change(page)
    announce()
    shown = signed_in.get("/notifications/").content.decode()
    assert (shown.count(TITLE), shown.count(GONE)) == (1, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_keeps_the_title(officer: User, clock: time_machine.Traveller, kind: str) -> None:
    tell(kind, officer, clock)
    sent = Notification.objects.get()
    assert TITLE not in f"{sent.params} {sent.subject_key}"


def test_the_list_asks_no_more_questions_for_more_notices(signed_in: Client, officer: User) -> None:
    make_changed_page(TITLE)
    announce()
    signed_in.get("/notifications/")
    with CaptureQueriesContext(connection) as few:
        signed_in.get("/notifications/")
    for number in range(6):
        make_changed_page(f"Change {number}")
    announce()
    with CaptureQueriesContext(connection) as many:
        assert "Change 5" in signed_in.get("/notifications/").content.decode()
    assert len(many) == len(few)
