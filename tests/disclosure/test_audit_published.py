"""Everything ever published can be audited again, and a figure that was tampered with is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from disclosure.models import AuditRecord, Closing, PublishedCell
from disclosure.services import close_month
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.disclosure.world import MONTHS, a_force
from tests.support.figures import COLLECTION, PERIOD

TABLES = ("disclosure_publishedcell", "disclosure_auditrecord", "disclosure_closing")


@contextmanager
def triggers_off() -> Iterator[None]:
    """Do what only somebody with rights over the tables could do."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def closed(sample_force: SampleForce) -> SampleForce:
    assert close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    return sample_force


def audited(*options: str) -> tuple[list[str], int]:
    """Run the command; return what it printed and its exit code."""
    out = StringIO()
    try:
        call_command("audit_published", *options, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), error.returncode
    return out.getvalue().splitlines(), 0


def test_months_that_are_right_get_a_line_each(db: None) -> None:
    world = a_force()
    for period in MONTHS:
        world.everybody_answers(period)
        world.close(period)

    lines, code = audited()

    assert code == 0
    assert [line.partition(":")[0] for line in lines] == [
        "adversary 2026-06",
        "adversary 2026-07",
        "adversary 2026-08",
        "3 closed months",
    ]
    assert all(line.endswith("all whole") for line in lines[:3])


def test_a_mean_that_was_changed_is_named(closed: SampleForce) -> None:
    cell = PublishedCell.objects.filter(role="", place=closed.teams[0], measure="mood.overall")
    with triggers_off():
        cell.update(mean=cell.get().mean + 1)

    lines, code = audited("--reasons")

    assert code == 1
    assert lines == [
        f"sample 2026-09: FAULT at mood.overall {closed.teams[0].slug}:"
        " shows another mean than its record gives"
    ]


def test_exact_counts_are_printed_only_when_they_are_asked_for(closed: SampleForce) -> None:
    with triggers_off():
        PublishedCell.objects.filter(role="", place=closed.teams[3]).update(people=25)

    lines, _code = audited()

    assert lines == [f"sample 2026-09: FAULT at mood.overall {closed.teams[3].slug}"]
    assert audited("--reasons")[0] == [lines[0] + ": shows 25 people, not 30"]


def test_a_figure_of_a_hidden_team_that_was_slipped_in_is_named(closed: SampleForce) -> None:
    hidden = closed.teams[2]
    with triggers_off():
        PublishedCell.objects.create(
            collection=COLLECTION,
            period=PERIOD,
            measure="mood.overall",
            place=hidden,
            mean=50,
            low=33,
            high=67,
            people=10,
        )

    assert audited()[0] == [f"sample 2026-09: FAULT at mood.overall {hidden.slug}"]


def test_a_role_that_is_not_on_record_and_a_figure_that_is_gone_are_named(
    closed: SampleForce,
) -> None:
    cell = PublishedCell.objects.filter(role="", place=closed.force)
    with triggers_off():
        cell.update(role="analyst")

    assert audited()[0] == ["sample 2026-09: FAULT at mood.overall analyst sample-force"]
    with triggers_off():
        PublishedCell.objects.filter(role="analyst").delete()
    assert audited()[0] == ["sample 2026-09: FAULT at mood.overall sample-force"]


def test_a_record_that_is_gone_or_altered_is_a_fault(closed: SampleForce) -> None:
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosure_auditrecord SET content = reverse(content)")
    assert audited("--reasons") == (
        ["sample 2026-09: FAULT at its record: cannot be opened"],
        1,
    )

    with triggers_off():
        AuditRecord.objects.all().delete()
    assert audited("--reasons")[0] == ["sample 2026-09: FAULT at its record: is missing"]


def test_figures_of_an_open_month_and_the_same_measure_twice_are_named(
    closed: SampleForce,
) -> None:
    cell = PublishedCell.objects.filter(role="", place=closed.force).get()
    with triggers_off():
        cell.pk, cell.collection = None, "other"
        cell.save()

    lines, code = audited()

    assert code == 1
    assert lines[1:] == [
        "other 2026-09: FAULT at mood.overall: figures of a month that is not closed",
        "sample 2026-09: FAULT at mood.overall: the same measure is published in other too",
    ]
    assert len(audited("--collection", "sample")[0]) == 2
    assert not Closing.objects.filter(collection="other").exists()
