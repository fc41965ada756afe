"""Whatever is done to the log behind our back, verification names the first row that is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from audit.heads import heads_file, read_heads
from audit.models import AuditEvent
from audit.services import keep_heads
from core.events import record_event
from organisation.models import Node
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _heads_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_HEADS_PATH = tmp_path / "heads"


@pytest.fixture
def force() -> Node:
    """A force with five events, beside two of the nation."""
    made: Node = ForceFactory.create()
    for turn in range(5):
        record_event(actor=None, action="test.act", force_id=made.pk, details={"turn": turn})
    for _ in range(2):
        record_event(actor=None, action="test.act", force_id=None)
    return made


def tamper(statement: str, *values: int) -> None:
    """Do what only the owner of the database can: switch the refusal off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


def findings() -> str:
    """What the command says before it fails."""
    errors = StringIO()
    with pytest.raises(CommandError, match="cannot be trusted"):
        call_command("verify_audit_chain", stderr=errors)
    return errors.getvalue().strip()


def test_whole_chains_are_confirmed_and_their_heads_kept(force: Node) -> None:
    output = StringIO()
    call_command("verify_audit_chain", stdout=output)
    assert output.getvalue().strip() == "7 rows in 2 chains are as written."
    kept = {(head.chain, head.number) for head in read_heads()}
    assert kept == {(f"force-{force.pk}", 5), ("nation", 2)}


def test_a_changed_row_is_named(force: Node) -> None:
    tamper(
        "UPDATE audit_auditevent SET details = '{}' WHERE force_id = %s AND number IN (3, 4)",
        force.pk,
    )
    assert findings() == f"force-{force.pk}: row 3: the row was changed"


def test_a_removed_row_is_named(force: Node) -> None:
    tamper("DELETE FROM audit_auditevent WHERE force_id = %s AND number = 2", force.pk)
    assert findings() == f"force-{force.pk}: row 2: a row is missing here"


def test_a_row_that_hides_a_removed_one_is_named(force: Node) -> None:
    tamper("DELETE FROM audit_auditevent WHERE force_id = %s AND number = 2", force.pk)
    tamper(
        "UPDATE audit_auditevent SET number = number - 1 WHERE force_id = %s AND number > 2",
        force.pk,
    )
    expected = f"force-{force.pk}: row 2: the row does not follow the one before it"
    assert findings() == expected


def test_a_cut_tail_is_noticed_by_the_heads(force: Node) -> None:
    assert keep_heads() == 2
    tamper("DELETE FROM audit_auditevent WHERE force_id = %s AND number > 3", force.pk)
    assert findings() == f"force-{force.pk}: row 4: the rows from here on are gone"


def test_a_chain_that_is_gone_is_noticed_by_the_heads(force: Node) -> None:
    keep_heads()
    tamper("DELETE FROM audit_auditevent WHERE force_id = %s", force.pk)
    assert findings() == f"force-{force.pk}: row 1: every row is gone"


def test_a_chain_written_anew_is_noticed_by_the_heads(force: Node) -> None:
    keep_heads()
    tamper("DELETE FROM audit_auditevent WHERE force_id = %s AND number = 5", force.pk)
    record_event(actor=None, action="test.forged", force_id=force.pk)
    assert findings().startswith(f"force-{force.pk}: row 5: the chain was written anew")


def test_each_broken_chain_is_named_and_keeps_no_new_head(force: Node) -> None:
    tamper("UPDATE audit_auditevent SET actor = 'somebody else' WHERE number = 1")
    assert findings().splitlines() == [
        f"force-{force.pk}: row 1: the row was changed",
        "nation: row 1: the row was changed",
    ]
    assert read_heads() == []


def test_heads_are_added_only_when_a_chain_has_grown(force: Node) -> None:
    assert [keep_heads(), keep_heads()] == [2, 0]
    record_event(actor=None, action="test.act", force_id=force.pk)
    assert keep_heads() == 1
    assert [head.number for head in read_heads() if head.chain != "nation"] == [5, 6]
    assert heads_file().stat().st_mode & 0o777 == 0o600


def test_a_spoilt_file_of_heads_is_named(force: Node) -> None:
    keep_heads()
    with heads_file().open("a") as file:
        file.write("what is this\n")
    with pytest.raises(CommandError, match=r"Line 3 of heads\.jsonl"):
        call_command("verify_audit_chain")
    assert AuditEvent.objects.count() == 7
