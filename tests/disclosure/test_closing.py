"""A month is closed once, by one worker, as a whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from audit.models import AuditEvent
from disclosure.exceptions import UnusablePeriodError
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.services import close_month, close_period
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.disclosure.rows import published
from tests.support.figures import COLLECTION, PERIOD


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
