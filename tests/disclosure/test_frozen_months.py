"""What was published stays as it is, whatever happens to people, places and the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, connections, transaction

from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from disclosure.services import close_month
from organisation.models import Node
from organisation.services.tree import move_place, rename_place
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.disclosure.rows import all_rows, published
from tests.support.figures import COLLECTION, PERIOD, source_of
from tests.support.template_databases import (
    Names,
    administration,
    connect_django_to,
    copy,
    drop,
)

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
