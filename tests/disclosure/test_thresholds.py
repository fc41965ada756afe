"""A force may ask for more than ten people; nothing and nobody gets a figure of fewer."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver
from pytest_django import Settings

import disclosure
from accounts.models import User
from audit.models import AuditEvent
from disclosure.auditing import Evidence, Figure, NarrowedError, audit
from disclosure.choosing import needs
from disclosure.exceptions import UnusableThresholdError
from disclosure.models import Closing, ForceThreshold, PublishedCell
from disclosure.services import close_month, raise_threshold, raised_thresholds
from disclosure.threshold import LEAST_PEOPLE, threshold
from organisation.models import Node
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory, UnitFactory
from tests.support.figures import COLLECTION, PERIOD, answering, gathered, grow, silent, source_of

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)
MIGRATIONS = Path(disclosure.__file__).parent / "migrations"


@pytest.fixture
def force(db: None) -> Node:
    made: Node = ForceFactory(slug="careful-force")
    return made


def save_nine(force: Node) -> None:
    ForceThreshold(force=force, from_period=PERIOD, least=9).save()


def bulk_create_nine(force: Node) -> None:
    ForceThreshold.objects.bulk_create([ForceThreshold(force=force, from_period=PERIOD, least=9)])


def update_to_nine(force: Node) -> None:
    ForceThreshold.objects.create(force=force, from_period=PERIOD, least=20)
    ForceThreshold.objects.update(least=9)


def insert_nine(force: Node) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO disclosure_forcethreshold (force_id, from_period, least)"
            " VALUES (%s, %s, 9)",
            [force.pk, PERIOD],
        )


@pytest.mark.parametrize("attempt", [save_nine, bulk_create_nine, update_to_nine, insert_nine])
def test_the_database_refuses_nine(force: Node, attempt: Callable[[Node], None]) -> None:
    with (
        pytest.raises(IntegrityError, match="disclosure_threshold_never_below_ten"),
        transaction.atomic(),
    ):
        attempt(force)
    assert not ForceThreshold.objects.filter(least__lt=10).exists()


@pytest.mark.parametrize("least", [-1, 0, 1, 9])
def test_the_service_refuses_fewer_than_ten(force: Node, least: int) -> None:
    with pytest.raises(UnusableThresholdError):
        raise_threshold(actor=None, force=force, least=least, from_period=PERIOD, now=NOW)
    assert not ForceThreshold.objects.exists()
    assert not AuditEvent.objects.filter(action="disclosure.threshold_raised").exists()


@pytest.mark.parametrize("raised", [None, -3, 0, 9, 10])
def test_no_wish_is_read_as_fewer_than_ten(raised: int | None) -> None:
    assert threshold(raised) == LEAST_PEOPLE == 10


def nine_people(force: Node) -> None:
    """Close a month in which nine of one unit and thirty of another answered."""
    small, large = UnitFactory(parent=force), UnitFactory(parent=force)
    people = [*answering(small.pk, 9), *answering(large.pk, 30)]
    said = gathered(people, silent(small.pk, 9) | silent(large.pk, 9))
    assert close_month(source=source_of({PERIOD: said}), period=PERIOD, now=CLOSING_DAY)
    shown = set(PublishedCell.objects.values_list("place_id", flat=True))
    assert force.pk in shown
    assert not {small.pk, large.pk} & shown


def test_no_setting_lowers_it(force: Node, settings: Settings) -> None:
    names = ("LEAST_PEOPLE", "DISCLOSURE_LEAST_PEOPLE", "DISCLOSURE_THRESHOLD", "THRESHOLD")
    for name in names:
        assert not hasattr(django_settings, name)
        setattr(settings, name, 3)
    nine_people(force)


def test_nothing_of_disclosure_reads_a_number_of_people_from_settings() -> None:
    package = MIGRATIONS.parent
    read = {
        found
        for path in package.rglob("*.py")
        for found in re.findall(r"\bsettings\.([A-Z_]+)", path.read_text())
    }
    assert read <= {"DISCLOSURE_DATABASE", "DATABASES", "DEMO"}


def test_no_page_takes_a_threshold() -> None:
    paths = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert not any("threshold" in path for path in paths)


def test_a_row_of_three_behind_a_dropped_constraint_changes_nothing(force: Node) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE disclosure_forcethreshold"
            " DROP CONSTRAINT disclosure_threshold_never_below_ten"
        )
    ForceThreshold.objects.create(force=force, from_period=PERIOD, least=3)
    assert raised_thresholds(PERIOD) == {force.pk: 3}
    nine_people(force)


def test_the_engine_the_cell_and_the_auditor_each_refuse_nine(force: Node) -> None:
    tree = grow({1: None, 2: 1, 3: 2})
    assert set(needs(tree, {1: 9, 2: 9, 3: 9}, {3: 3}).whole.values()) == {10}

    figures = tuple(Figure(place, 9, 450.0) for place in (1, 2, 3))
    low = Evidence("m", "", tree.parents(), {3: 9}, {3: 20}, figures, least=3)
    with pytest.raises(NarrowedError, match="below ten"):
        audit(low)

    Closing.objects.create(
        collection=COLLECTION, period=PERIOD, state=Closing.State.CLOSING, closed_at=CLOSING_DAY
    )
    with (
        pytest.raises(IntegrityError, match="disclosure_cell_of_ten_people"),
        transaction.atomic(),
    ):
        PublishedCell.objects.create(
            collection=COLLECTION,
            period=PERIOD,
            measure="m",
            place=force,
            mean=50,
            low=40,
            high=60,
            people=5,
        )


def test_no_migration_lowers_or_drops_what_holds_it() -> None:
    names = ("disclosure_threshold_never_below_ten", "disclosure_cell_of_ten_people")
    first = (MIGRATIONS / "0001_closed_months_and_their_figures.py").read_text()
    assert all(first.count(name) == 1 for name in names)
    assert first.count('("least__gte", 10)') == first.count('("people__gte", 10)') == 1
    for path in sorted(MIGRATIONS.glob("0*.py"))[1:]:
        text = path.read_text()
        assert not any(name in text for name in names), path.name
        assert "RemoveConstraint" not in text, path.name
        assert "DROP CONSTRAINT" not in text.upper(), path.name
        assert "DISABLE TRIGGER" not in text.upper(), path.name


@pytest.mark.django_db
def test_the_migrated_database_holds_ten() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = ANY(%s)",
            [["disclosure_threshold_never_below_ten", "disclosure_cell_of_ten_people"]],
        )
        found = dict(cursor.fetchall())
    assert found == {
        "disclosure_threshold_never_below_ten": 'CHECK (("least" >= 10))',
        "disclosure_cell_of_ten_people": "CHECK ((people >= 10))",
    }


def test_a_force_that_asks_for_more_gets_no_smaller_figures(sample_force: SampleForce) -> None:
    raise_threshold(actor=None, force=sample_force.force, least=25, from_period=PERIOD, now=NOW)
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    shown = set(PublishedCell.objects.filter(role="").values_list("place_id", flat=True))
    # Of the four teams (24, 16, 5 and 30 people) only the last is left.
    assert {team.pk for team in sample_force.teams} & shown == {sample_force.teams[3].pk}


def test_a_wish_counts_from_its_month_on_and_the_latest_one_counts(force: Node) -> None:
    months = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)]
    for period, least in zip(months, (20, 30, 15), strict=True):
        raise_threshold(actor=None, force=force, least=least, from_period=period, now=NOW)
    found = [raised_thresholds(date(2026, month, 1)).get(force.pk) for month in range(8, 13)]
    assert found == [None, 20, 30, 30, 15]


def test_a_wish_is_recorded_for_the_force_with_who_made_it(force: Node) -> None:
    actor: User = UserFactory()
    raise_threshold(actor=actor, force=force, least=20, from_period=PERIOD, now=NOW)
    event = AuditEvent.objects.get(action="disclosure.threshold_raised")
    assert event.force_id == force.pk
    assert event.details == {"least": 20, "from_period": "2026-09-01"}


@pytest.mark.parametrize("period", [date(2026, 8, 1), date(2026, 9, 2)])
def test_a_month_that_is_over_and_a_day_are_refused(force: Node, period: date) -> None:
    with pytest.raises(UnusableThresholdError):
        raise_threshold(actor=None, force=force, least=20, from_period=period, now=NOW)
    assert not ForceThreshold.objects.exists()


def test_only_a_force_can_ask(force: Node) -> None:
    with pytest.raises(UnusableThresholdError):
        raise_threshold(
            actor=None, force=UnitFactory(parent=force), least=20, from_period=PERIOD, now=NOW
        )


def test_the_command_raises_and_refuses_in_words(force: Node) -> None:
    out = io.StringIO()
    call_command("raise_threshold", "careful-force", "20", "--from", "2099-01", stdout=out)
    assert out.getvalue() == f"{force.name}: 20 people from 2099-01 on.\n"
    assert ForceThreshold.objects.get().least == 20

    for arguments, reason in (
        (["careful-force", "9"], "fewer than 10"),
        (["nowhere", "20"], "no force"),
        (["careful-force", "20", "--from", "2020-01"], "not over"),
    ):
        with pytest.raises(CommandError, match=reason):
            call_command("raise_threshold", *arguments)
    assert ForceThreshold.objects.count() == 1
