"""A month is closed once, by one worker, as a whole; afterwards nothing changes it."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, connections, transaction
from pytest_django import Settings

from audit.models import AuditEvent
from core.crypto.exceptions import KeyChangedError
from disclosure.adding_up import Part, Shown, shown
from disclosure.exceptions import AuditFailedError, UnusablePeriodError
from disclosure.figures import Band, FigureSource, Gathered
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.services import close_month, close_period, months_to_close
from organisation.models import Node
from organisation.services.tree import move_place, rename_place
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.support.figures import COLLECTION, MOOD, PERIOD, source_of
from tests.support.template_databases import (
    Names,
    administration,
    connect_django_to,
    copy,
    drop,
)

CELL_FIELDS = (
    *("measure", "role", "place__slug", "mean", "end", "low", "high"),
    *("people", "response", "bands"),
)


def published() -> list[tuple[object, ...]]:
    """Return every figure, in order."""
    return list(PublishedCell.objects.order_by("pk").values_list("pk", *CELL_FIELDS))


def places_with_figures(role: str = "") -> set[int]:
    return set(PublishedCell.objects.filter(role=role).values_list("place_id", flat=True))


def test_a_month_is_published_with_its_tree_record_and_event(sample_force: SampleForce) -> None:
    assert close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)

    closing = Closing.objects.get()
    assert (closing.state, closing.collection, closing.period) == ("closed", COLLECTION, PERIOD)
    above = FrozenPlace.objects.get(place=sample_force.teams[0]).parent_id
    assert above == sample_force.units[0].pk
    # Five people answered in the third team, so the smallest of the others is hidden with it.
    large, middle, small, other = (team.pk for team in sample_force.teams)
    shown = places_with_figures()
    assert {large, other, sample_force.force.pk, *(unit.pk for unit in sample_force.units)} < shown
    assert not {middle, small} & shown
    event = AuditEvent.objects.get(action="disclosure.month_closed")
    assert event.details == {
        "collection": COLLECTION,
        "period": "2026-09-01",
        "cells": PublishedCell.objects.count(),
    }


def test_the_sealed_record_holds_counts_and_totals_by_place(sample_force: SampleForce) -> None:
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)

    drafts = AuditRecord.objects.get().content["drafts"]
    everyone = next(draft for draft in drafts if draft["role"] == "")
    large = sample_force.teams[0].pk
    assert everyone["contributors"][str(large)] == 24
    assert everyone["members"][str(large)] == 26
    people = {place: people for place, people, _total in everyone["figures"]}
    assert people[sample_force.force.pk] == 75
    assert {place for place, _people, _total in everyone["figures"]} == places_with_figures()


def test_closing_again_changes_nothing(sample_force: SampleForce) -> None:
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    before = published()

    later = CLOSING_DAY + timedelta(days=40)
    assert not close_month(source=sample_force.source(), period=PERIOD, now=later)

    assert published() == before
    assert AuditEvent.objects.filter(action="disclosure.month_closed").count() == 1


def test_two_workers_at_once_publish_one_month_once(sample_force: SampleForce) -> None:
    source = sample_force.source()

    def close(_number: int) -> bool:
        try:
            return close_month(source=source, period=PERIOD, now=CLOSING_DAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        closed = list(workers.map(close, range(4)))

    assert sorted(closed) == [False, False, False, True]
    assert Closing.objects.count() == 1
    assert len({cell[1:4] for cell in published()}) == len(published())


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 9, 15, 12, tzinfo=UTC),
        datetime(2026, 10, 2, 22, 59, tzinfo=UTC),  # 23:59 in London
    ],
)
def test_a_month_stays_open_until_the_third_day_of_the_next(
    sample_force: SampleForce, now: datetime
) -> None:
    with pytest.raises(UnusablePeriodError, match="3 October 2026"):
        close_month(source=sample_force.source(), period=PERIOD, now=now)
    assert not Closing.objects.exists()


def test_a_month_closes_as_the_third_day_begins_in_london(sample_force: SampleForce) -> None:
    midnight = datetime(2026, 10, 2, 23, 0, tzinfo=UTC)
    assert close_month(source=sample_force.source(), period=PERIOD, now=midnight)


@pytest.mark.parametrize("period", [date(2026, 8, 1), date(2026, 9, 2)])
def test_a_month_before_the_first_and_a_day_are_refused(
    sample_force: SampleForce, period: date
) -> None:
    with pytest.raises(UnusablePeriodError):
        close_month(source=sample_force.source(), period=period, now=CLOSING_DAY)


@pytest.mark.django_db
def test_figures_that_nobody_publishes_are_refused() -> None:
    with pytest.raises(UnusablePeriodError, match="nonsense"):
        close_period(collection="nonsense", period=PERIOD, now=CLOSING_DAY)


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


REFUSED = [
    "UPDATE disclosure_publishedcell SET mean = 50",
    "UPDATE disclosure_publishedcell SET mean = mean",
    "DELETE FROM disclosure_publishedcell",
    "TRUNCATE disclosure_publishedcell",
    "UPDATE disclosure_frozenplace SET name = 'Other'",
    "DELETE FROM disclosure_frozenplace",
    "TRUNCATE disclosure_frozenplace",
    "UPDATE disclosure_closing SET state = 'closing'",
    "UPDATE disclosure_closing SET period = '2026-08-01'",
    "DELETE FROM disclosure_closing",
    "UPDATE disclosure_auditrecord SET public_id = gen_random_uuid()",
    "DELETE FROM disclosure_auditrecord",
    "TRUNCATE disclosure_closing CASCADE",
    "INSERT INTO disclosure_publishedcell"
    ' (collection, period, measure, place_id, role, mean, "end", low, high, people, response,'
    " bands)"
    " SELECT collection, period, measure || 'x', place_id, role, mean, \"end\", low, high, people,"
    " response, bands FROM disclosure_publishedcell",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_remove_or_add(
    sample_force: SampleForce, statement: str
) -> None:
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    before = published()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert published() == before
    assert Closing.objects.get().state == Closing.State.CLOSED


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"people": 5}, "disclosure_cell_of_ten_people"),
        ({"people": 12}, "disclosure_cell_people_rounded"),
        ({"role": "investigator", "people": 25}, "disclosure_cell_of_role_of_thirty"),
        ({"bands": {"low": 10}, "people": 25}, "disclosure_cell_bands_of_thirty"),
        ({"mean": 101, "high": 101}, "disclosure_cell_within_the_scale"),
        ({"period": date(2026, 8, 2)}, "disclosure_cell_is_of_a_month"),
    ],
)
def test_the_database_refuses_figures_against_the_rules_while_a_month_closes(
    sample_force: SampleForce, change: dict[str, object], constraint: str
) -> None:
    period = date(2026, 8, 1)
    Closing.objects.create(
        collection=COLLECTION, period=period, state=Closing.State.CLOSING, closed_at=CLOSING_DAY
    )
    fields: dict[str, object] = {
        "collection": COLLECTION,
        "period": period,
        "measure": "m",
        "mean": 50,
        "low": 40,
        "high": 60,
        "people": 20,
        "place": sample_force.force,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PublishedCell.objects.create(**(fields | change))
    PublishedCell.objects.create(**fields)


def all_rows() -> set[str]:
    """Return everything that was published, byte by byte, with tree and sealed record."""
    models = (PublishedCell, FrozenPlace, AuditRecord, Closing)
    with connection.cursor() as cursor:
        rows = []
        for model in models:
            cursor.execute(f"SELECT row::text FROM {model._meta.db_table} row")  # noqa: S608 -- ours
            rows.extend(cursor.fetchall())
    return {text for (text,) in rows}


def test_transfers_and_reorganisations_leave_closed_months_as_they_are(
    sample_force: SampleForce,
) -> None:
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    before = all_rows()

    rename_place(
        node=sample_force.teams[1], name="Another name", effective_on=date(2026, 10, 4), actor=None
    )
    move_place(
        node=sample_force.teams[0],
        parent=sample_force.units[1],
        effective_on=date(2026, 10, 5),
        actor=None,
    )
    october = date(2026, 10, 1)
    months = {PERIOD: sample_force.said(), october: sample_force.said(20.0)}
    assert not close_month(source=source_of(months), period=PERIOD, now=CLOSING_DAY)
    assert all_rows() == before

    november = datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert close_month(source=source_of(months), period=october, now=november)
    old, new = FrozenPlace.objects.filter(place=sample_force.teams[0]).order_by("pk")
    assert (old.parent_id, new.parent_id) == (sample_force.units[0].pk, sample_force.units[1].pk)
    assert before < all_rows()


def test_people_of_a_place_that_closed_in_the_month_count_above_it(
    sample_force: SampleForce,
) -> None:
    Node.objects.filter(pk=sample_force.teams[2].pk).update(closed_on=date(2026, 9, 20))
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)

    assert not FrozenPlace.objects.filter(place=sample_force.teams[2]).exists()
    (everyone,) = [
        draft for draft in AuditRecord.objects.get().content["drafts"] if not draft["role"]
    ]
    assert everyone["contributors"][str(sample_force.units[0].pk)] == 5


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


def test_after_a_restore_the_same_people_get_the_same_figures(
    sample_force: SampleForce, database_names: Names
) -> None:
    """A copy from before the close is closed again, as after a restore from a backup."""
    connections.close_all()
    restored = f"{database_names.own}_restored"
    with administration() as admin:
        copy(admin, database_names.own, restored)
    try:
        close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
        first = published()
        connect_django_to(restored)
        assert not published()
        close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
        assert published() == first
    finally:
        connect_django_to(database_names.own)
        with administration() as admin:
            drop(admin, restored)


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
