"""A month that is refused publishes nothing, says which cell, and can be closed later."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from audit.models import AuditEvent
from core.crypto.exceptions import KeyChangedError
from disclosure.adding_up import Part, Shown, shown
from disclosure.exceptions import AuditFailedError
from disclosure.figures import Band, FigureSource, Gathered
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.services import close_month, months_to_close
from organisation.models import Node
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.disclosure.rows import all_rows
from tests.support.figures import MOOD, PERIOD, source_of


def counting_everybody_twice(source: FigureSource) -> FigureSource:
    """Return the source with a slip: each person comes twice, so more answer than belong."""

    def gather(period: date) -> Gathered:
        said = source.gather(period)
        twice = [*said.contributions[MOOD.code], *said.contributions[MOOD.code]]
        return replace(said, contributions={MOOD.code: twice})

    return replace(source, gather=gather)


def test_a_failed_audit_publishes_nothing_names_the_cell_and_tells_the_operators(
    sample_force: SampleForce,
    settings: Settings,
    mailoutbox: list[EmailMessage],
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.ADMINS = [("Operations", "operations@lodestar.example")]
    with pytest.raises(AuditFailedError) as caught:
        close_month(
            source=counting_everybody_twice(sample_force.source()), period=PERIOD, now=CLOSING_DAY
        )

    closing = Closing.objects.get()
    assert closing.state == Closing.State.FAILED
    assert closing.failed_cell == caught.value.cell
    measure, slug = closing.failed_cell.split()
    assert measure == MOOD.code
    assert Node.objects.filter(slug=slug).exists()
    assert not PublishedCell.objects.exists()
    assert not FrozenPlace.objects.exists()
    assert not AuditRecord.objects.exists()
    assert not AuditEvent.objects.filter(action="disclosure.month_closed").exists()
    (message,) = mailoutbox
    assert message.to == ["operations@lodestar.example"]
    assert closing.failed_cell in message.body
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.message == "disclosure.audit_failed"
    # Neither a score nor a count leaves with the refusal.
    said = closing.failed_cell.removesuffix(slug) + str(caught.value).replace(slug, "")
    assert not any(letter.isdigit() for letter in said)
    assert caught.value.__suppress_context__


def test_the_operators_hear_of_a_cell_once_and_the_month_closes_when_it_is_mended(
    sample_force: SampleForce, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ADMINS = [("Operations", "operations@lodestar.example")]
    broken = counting_everybody_twice(sample_force.source())
    for _hour in range(3):
        with pytest.raises(AuditFailedError):
            close_month(source=broken, period=PERIOD, now=CLOSING_DAY)
    assert len(mailoutbox) == 1

    assert close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    assert (Closing.objects.get().state, Closing.objects.get().failed_cell) == ("closed", "")
    assert PublishedCell.objects.exists()


def slip_in_shown(**change: int) -> Callable[..., Shown]:
    """Return the engine's rounding with a slip: a whole number is another one."""

    def slipped(part: Part, spread: int) -> Shown:
        right = shown(part, spread)
        wrong = {name: getattr(right, name) + more for name, more in change.items()}
        return replace(right, **wrong)

    return slipped


def slip_in_shares(counts: Mapping[str, float], _people: int) -> dict[str, int]:
    """Return 40% where everybody is in one band."""
    return dict.fromkeys(counts, 40)


# The rounding function as the engine calls it, the slip in it, the measure that is then refused.
Slip = tuple[str, Callable[..., object], str]


@pytest.mark.parametrize(
    "slip",
    [
        ("shown", slip_in_shown(mean=1), "mood.overall"),
        ("shown", slip_in_shown(high=-1), "mood.overall"),
        ("shown", slip_in_shown(people=-5), "mood.overall"),
        ("response", lambda _doubted, _members: "under_40", "mood.overall"),
        ("shares", slip_in_shares, "mood.overall low"),
    ],
    ids=["mean", "interval", "people", "response", "share"],
)
def test_a_slip_in_what_is_shown_publishes_nothing_and_names_the_cell(
    sample_force: SampleForce,
    settings: Settings,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
    slip: Slip,
) -> None:
    """The totals are right, and so is what the auditor saw before the rows were written."""
    name, slipped, measure = slip
    settings.ADMINS = [("Operations", "operations@lodestar.example")]
    said = sample_force.said()
    low = [replace(one, band="low") for one in said.contributions[MOOD.code]]
    banded = replace(MOOD, bands=(Band("low", "Low"),))
    source = source_of({PERIOD: replace(said, contributions={MOOD.code: low})}, [banded])
    with monkeypatch.context() as engine:
        engine.setattr(f"disclosure.drafting.{name}", slipped)
        with pytest.raises(AuditFailedError) as caught:
            close_month(source=source, period=PERIOD, now=CLOSING_DAY)

    closing = Closing.objects.get()
    assert (closing.state, closing.failed_cell) == (Closing.State.FAILED, caught.value.cell)
    said_measure, _space, slug = closing.failed_cell.rpartition(" ")
    assert said_measure == measure
    assert Node.objects.filter(slug=slug).exists()
    for model in (PublishedCell, FrozenPlace, AuditRecord):
        assert not model._default_manager.exists()
    (message,) = mailoutbox
    assert closing.failed_cell in message.body

    assert close_month(source=source, period=PERIOD, now=CLOSING_DAY)
    assert PublishedCell.objects.exists()


def test_whatever_breaks_while_a_month_closes_leaves_nothing_behind(
    sample_force: SampleForce,
) -> None:
    def fail(_period: date) -> None:
        raise RuntimeError

    source = replace(sample_force.source(), after_close=fail)
    with pytest.raises(RuntimeError):
        close_month(source=source, period=PERIOD, now=CLOSING_DAY)
    assert not Closing.objects.exists()
    assert not PublishedCell.objects.exists()


def test_a_failed_month_does_not_hold_up_the_next_and_is_said(
    sample_force: SampleForce, caplog: pytest.LogCaptureFixture
) -> None:
    months = {date(2026, 8, 1): sample_force.said(), PERIOD: sample_force.said()}
    source = source_of(months)
    assert months_to_close(source, CLOSING_DAY) == [date(2026, 8, 1), PERIOD]
    with pytest.raises(AuditFailedError):
        close_month(
            source=counting_everybody_twice(source), period=date(2026, 8, 1), now=CLOSING_DAY
        )
    assert close_month(source=source, period=PERIOD, now=CLOSING_DAY)
    assert months_to_close(source, CLOSING_DAY) == [date(2026, 8, 1)]


def test_with_another_noise_key_nothing_is_published(
    sample_force: SampleForce, settings: Settings, tmp_path: Path
) -> None:
    october = date(2026, 10, 1)
    source = source_of({PERIOD: sample_force.said(), october: sample_force.said()})
    close_month(source=source, period=PERIOD, now=CLOSING_DAY)
    before = all_rows()

    provider, options = settings.KEY_RINGS["disclosure-noise"]
    other = {"disclosure-noise": (provider, options | {"path": str(tmp_path / "other.json")})}
    settings.KEY_RINGS = settings.KEY_RINGS | other
    with pytest.raises(KeyChangedError):
        close_month(source=source, period=october, now=datetime(2026, 11, 3, 9, tzinfo=UTC))

    assert all_rows() == before
