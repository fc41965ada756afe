"""Months close by themselves; by hand one command does it; the health page sees what is late."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import AppConfig, apps
from django.core.management import CommandError, call_command

from config.schedule import SCHEDULE
from disclosure import due_rows
from disclosure.exceptions import UnusablePeriodError
from disclosure.models import Closing, PublishedCell
from disclosure.services import close_due_months, close_period
from disclosure.sources import source_of, sources
from disclosure.tasks import close_due_months as task
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.disclosure.sample_app.group_figures import MONTHS
from tests.support.figures import COLLECTION, PERIOD, answering, gathered

AUGUST = date(2026, 8, 1)
DUE = datetime(2026, 10, 2, 23, 0, tzinfo=UTC)  # midnight in London, summer time


@pytest.fixture
def installed(sample_force: SampleForce, monkeypatch: pytest.MonkeyPatch) -> Iterator[SampleForce]:
    """Install a package that publishes the sample force's September."""
    # Not by the setting: Django would make every package ready once more, which some refuse.
    config = AppConfig.create("tests.disclosure.sample_app")
    config.apps = apps
    config.import_models()
    monkeypatch.setitem(apps.app_configs, config.label, config)
    MONTHS[PERIOD] = sample_force.said()
    yield sample_force
    MONTHS.clear()


def close_by_hand(*arguments: str) -> str:
    out = io.StringIO()
    call_command("close_period", *arguments, stdout=out)
    return out.getvalue()


def broken(installed: SampleForce) -> None:
    """Let everybody answer twice, which the auditor refuses."""
    team = installed.teams[0].pk
    twice = [*answering(team, 20), *answering(team, 20)]
    MONTHS[PERIOD] = gathered(twice)


def test_every_hour_the_months_that_are_due_are_closed(installed: SampleForce) -> None:
    entry = SCHEDULE["close the months that are due"]
    assert (entry["task"], entry["schedule"]) == (task.name, 3600.0)
    task.apply(throw=True)
    assert Closing.objects.get(period=PERIOD).state == Closing.State.CLOSED
    cells = PublishedCell.objects.count()
    task.apply(throw=True)
    assert PublishedCell.objects.count() == cells


def test_nothing_closes_before_its_day(installed: SampleForce) -> None:
    close_due_months(now=DUE - timedelta(seconds=1))
    assert not Closing.objects.exists()


def test_a_failing_month_does_not_stop_the_sweep(
    installed: SampleForce, caplog: pytest.LogCaptureFixture
) -> None:
    MONTHS[AUGUST], good = installed.said(), MONTHS[PERIOD]
    broken(installed)
    MONTHS[AUGUST], MONTHS[PERIOD] = MONTHS[PERIOD], good

    close_due_months(now=CLOSING_DAY)

    states = dict(Closing.objects.values_list("period", "state"))
    assert states == {AUGUST: "failed", PERIOD: "closed"}
    assert "disclosure.earlier_month_open" in caplog.messages


def test_the_command_says_what_it_did(installed: SampleForce) -> None:
    said = close_by_hand("2026-09", "--collection", "sample")
    assert said == f"sample 2026-09: closed now, {PublishedCell.objects.count()} figures.\n"
    again = close_by_hand("2026-09", "--collection", "sample")
    assert again == "sample 2026-09: already closed, nothing changed.\n"


def test_the_command_closes_what_every_package_publishes(installed: SampleForce) -> None:
    closed, *not_closed = close_by_hand("2026-09").splitlines()
    assert closed.startswith("sample 2026-09: closed now")
    assert not_closed == [
        f"{package} 2026-09 was not closed: There is nothing to publish of this month."
        for package in ("wellbeing", "peer_support")
    ]


def test_the_command_says_that_an_earlier_month_is_open(installed: SampleForce) -> None:
    MONTHS[AUGUST] = installed.said()
    assert "Still open before it: 2026-08." in close_by_hand("2026-09")


def test_the_command_names_the_cell_of_a_failed_audit(installed: SampleForce) -> None:
    broken(installed)
    with pytest.raises(CommandError, match=r"2026-09 failed: mood\.overall") as caught:
        close_by_hand("2026-09", "--collection", "sample")
    assert caught.value.returncode == 1
    assert not PublishedCell.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2099-01", "--collection", "sample"], "can be closed from 3 February 2099"),
        (["2020-01", "--collection", "sample"], "nothing to publish"),
        (["2026-09", "--collection", "nonsense"], "called nonsense"),
    ],
)
def test_the_command_says_why_not(
    installed: SampleForce, arguments: list[str], reason: str
) -> None:
    with pytest.raises(CommandError, match=reason) as caught:
        close_by_hand(*arguments)
    assert caught.value.returncode == 2
    assert not Closing.objects.exists()


@pytest.mark.parametrize("month", ["2026", "2026-13", "october", "2026-10-01"])
@pytest.mark.django_db
def test_the_command_refuses_what_is_no_month(month: str) -> None:
    with pytest.raises(CommandError, match="month"):
        close_by_hand(month)


def test_the_health_page_sees_a_month_that_is_a_day_late(installed: SampleForce) -> None:
    assert due_rows.oldest_due(DUE - timedelta(hours=1)) is None
    assert due_rows.oldest_due(DUE + timedelta(hours=23)) is None
    assert due_rows.oldest_due(DUE + timedelta(hours=25)) == DUE + timedelta(days=1)
    close_due_months(now=DUE)
    assert due_rows.oldest_due(DUE + timedelta(days=20)) is None


def test_the_health_page_sees_a_failed_month_at_once(installed: SampleForce) -> None:
    broken(installed)
    close_due_months(now=DUE)
    assert due_rows.oldest_due(DUE + timedelta(hours=1)) == DUE


def test_sources_are_found_by_their_packages(installed: SampleForce) -> None:
    assert [source.code for source in sources()].count(COLLECTION) == 1
    assert source_of(COLLECTION).first_period() == PERIOD
    with pytest.raises(UnusablePeriodError):
        close_period(collection="nonsense", period=PERIOD, now=CLOSING_DAY)
