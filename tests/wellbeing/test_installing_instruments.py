"""A pack is installed whole or not at all, and the command names what is wrong with it."""

import io
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import yaml
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from tests.factories.instruments import answers, described, write_pack, write_wording
from wellbeing.exceptions import UnknownInstrumentError
from wellbeing.instruments import BUILT_IN, score
from wellbeing.instruments.packs import SHIPPED
from wellbeing.instruments.registry import available_instruments, instrument
from wellbeing.models import InstalledInstrument

pytestmark = pytest.mark.django_db

ITEMS = {
    "cbi": 13,
    "hse_it": 35,
    "olbi": 16,
    "proqol": 30,
    "stss": 17,
    "swemwbs": 7,
    "who5": 5,
}
INSTALLED = "wellbeing.instrument_installed"


def install(pack: str | Path, wording: Path | None = None) -> str:
    said = io.StringIO()
    named = [] if wording is None else ["--wording", str(wording)]
    call_command("install_instrument", str(pack), *named, stdout=said)
    return said.getvalue()


def refused(pack: str | Path, wording: Path | None = None) -> str:
    """Run the command that must fail, and return what it says of the fault."""
    before = list(InstalledInstrument.objects.order_by("pk").values())
    recorded = AuditEvent.objects.count()
    with pytest.raises(CommandError) as caught:
        install(pack, wording)
    message = str(caught.value)
    assert message.startswith("Nothing was installed. ")
    assert "\n" not in message
    assert list(InstalledInstrument.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.count() == recorded
    return message.removeprefix("Nothing was installed. ")


@pytest.mark.parametrize("code", ITEMS)
def test_each_shipped_pack_is_installed_with_its_wording(tmp_path: Path, code: str) -> None:
    said = install(code, write_wording(tmp_path / "wording.yaml", ITEMS[code]))
    found = instrument(code)
    assert said.startswith(f"Installed: {found.title}, version 1, {ITEMS[code]} questions")
    assert found.licence in said
    assert [item.text for item in found.items][:2] == ["Invented question 1", "Invented question 2"]
    assert not found.built_in
    assert found.licence_text == (SHIPPED / code / "LICENCE.md").read_text(encoding="utf-8").strip()
    assert list(available_instruments()) == [*BUILT_IN, code]


def test_installing_is_recorded_with_the_version_only(tmp_path: Path) -> None:
    install("who5", write_wording(tmp_path / "wording.yaml", 5))
    row = InstalledInstrument.objects.get()
    event = AuditEvent.objects.get(action=INSTALLED)
    assert event.target == f"wellbeing.installedinstrument:{row.public_id}"
    assert event.details == {"code": "who5", "version": 1, "checksum": row.checksum}


def test_the_row_holds_terms_and_time(tmp_path: Path) -> None:
    now = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        install("proqol", write_wording(tmp_path / "wording.yaml", 30))
    row = InstalledInstrument.objects.get()
    assert (row.code, row.version, row.installed_at) == ("proqol", 1, now)
    assert "not sold" in row.licence_text
    assert "Stamm" in row.attribution
    assert str(row) == "proqol, version 1"


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    wording = write_wording(tmp_path / "wording.yaml", 5)
    install("who5", wording)
    before = InstalledInstrument.objects.values().get()
    assert install("who5", wording).startswith("Unchanged: WHO-5 Well-Being Index, version 1")
    assert InstalledInstrument.objects.values().get() == before
    assert AuditEvent.objects.filter(action=INSTALLED).count() == 1


def test_a_changed_one_gets_a_new_version_and_old_answers_still_score(tmp_path: Path) -> None:
    install("who5", write_wording(tmp_path / "wording.yaml", 5))
    old = score(instrument("who5"), answers("54321"))
    changed = ["Other question"] * 5
    (tmp_path / "other.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    assert install("who5", tmp_path / "other.yaml").startswith("Changed: ")
    found = instrument("who5")
    assert (found.version, found.items[0].text) == (2, "Other question")
    assert score(found, answers("54321")) == old
    assert AuditEvent.objects.filter(action=INSTALLED).count() == 2


def test_a_return_to_the_first_wording_is_a_third_version(tmp_path: Path) -> None:
    first = write_wording(tmp_path / "wording.yaml", 5)
    (tmp_path / "other.yaml").write_text(yaml.safe_dump(["Other"] * 5), encoding="utf-8")
    for wording in (first, tmp_path / "other.yaml", first):
        install("who5", wording)
    assert (instrument("who5").version, instrument("who5").items[0].text) == (
        3,
        "Invented question 1",
    )


def test_a_new_licence_text_is_a_new_version(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED / "who5", tmp_path / "mine")
    wording = write_wording(tmp_path / "wording.yaml", 5)
    install("who5", wording)
    (folder / "LICENCE.md").write_text("Other terms", encoding="utf-8")
    install(folder, wording)
    assert (instrument("who5").version, instrument("who5").licence_text) == (2, "Other terms")


# A new version must not break old answers.


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda c: (c["items"][0]["options"].pop(), c.update(item_range=[1, 5])),
            "item q1: differs from the version installed.",
        ),
        (
            lambda c: c["scales"][0].update(code="other", published=False),
            "scale score: missing, but in the version installed.",
        ),
        (
            lambda c: (c.update(item_count=6), c["items"][0].update(count=6)),
            "item q6: differs from the version installed.",
        ),
    ],
    ids=["range", "scale", "items"],
)
def test_a_version_that_old_answers_do_not_fit_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], expected: str
) -> None:
    install("who5", write_wording(tmp_path / "wording.yaml", 5))
    content: dict[str, Any] = described("who5")
    content["scales"][0].pop("bands")
    content["help_when"] = []
    change(content)
    wording = write_wording(tmp_path / "new.yaml", int(content["item_count"]))
    said = refused(write_pack(tmp_path / "pack", content), wording)
    assert said == f"{expected} Give the changed instrument a code of its own."


# Faults of packs and files


def test_a_wrong_number_of_texts_is_named(tmp_path: Path) -> None:
    short = write_wording(tmp_path / "short.yaml", 29)
    assert refused("proqol", short) == "short.yaml: 29 texts for 30 items."


def test_a_pack_without_wording_is_refused() -> None:
    assert refused("who5") == "item q1: the wording is missing."


def test_a_pack_that_holds_its_own_wording_needs_no_file(tmp_path: Path) -> None:
    content: dict[str, Any] = described("who5") | {"code": "open5"}
    content["items"] = [{**content["items"][0], "text": f"Own {n}"} for n in range(5)]
    content["scales"][0]["published"] = False
    for number, item in enumerate(content["items"], 1):
        item.pop("count")
        item["code"] = f"q{number}"
    install(write_pack(tmp_path / "pack", content))
    assert instrument("open5").items[4].text == "Own 4"


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        (None, "LICENCE.md: the file is missing."),
        ("", "LICENCE.md: the file is empty."),
        (" \n\n", "LICENCE.md: the file is empty."),
        ("x" * 20_001, "LICENCE.md: longer than 20,000 characters."),
    ],
    ids=["missing", "empty", "blank", "long"],
)
def test_a_pack_needs_its_licence(tmp_path: Path, licence: str | None, expected: str) -> None:
    folder = write_pack(tmp_path / "pack", described("who5"), licence=licence)
    assert refused(folder, write_wording(tmp_path / "wording.yaml", 5)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda c: c.pop("attribution"),
            'instrument: "attribution" is missing or not a text.',
        ),
        (
            lambda c: c.update(item_count=6),
            "instrument: 6 items are announced, but 5 are described.",
        ),
        (
            lambda c: c["items"][0]["options"][0].update(value=6),
            "instrument: item q1 runs from 0 to 6, not as announced in item_range.",
        ),
        (
            lambda c: c["scales"][0]["bands"][1].update({"from": 33}),
            "scale score: no band holds 32.",
        ),
        (
            lambda c: c["scales"][0]["items"].append(6),
            "scale score: there is no item q6.",
        ),
        (
            lambda c: c["scales"][0].update(reversed=[9]),
            "scale score: the reversed item q9 is not one of its own.",
        ),
        (
            lambda c: c.update(code="mine"),
            "scale score: group figures are not made of it.",
        ),
        (
            lambda c: c.update(licence_text="x"),
            'pack.yaml: "licence_text" belongs into LICENCE.md.',
        ),
    ],
    ids=["attribution", "count", "range", "gap", "item", "reversed", "published", "licence"],
)
def test_each_fault_of_a_pack_is_named_and_nothing_written(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], expected: str
) -> None:
    content: dict[str, Any] = described("who5")
    change(content)
    folder = write_pack(tmp_path / "pack", content)
    assert refused(folder, write_wording(tmp_path / "wording.yaml", 5)) == expected


def test_a_built_in_instrument_is_not_replaced(tmp_path: Path) -> None:
    content = described("who5") | {"code": "pulse"}
    content["scales"] = [{"code": "mood", "label": "Mood", "method": "sum", "items": [1]}]
    content["help_when"] = []
    folder = write_pack(tmp_path / "pack", content)
    said = refused(folder, write_wording(tmp_path / "wording.yaml", 5))
    assert said == "pulse: built in, and not to be replaced."
    assert instrument("pulse") is BUILT_IN["pulse"]


@pytest.mark.parametrize("name", ["nothing", "../who5", "who5/", "/no/such/folder"])
def test_an_unknown_pack_is_answered_with_those_there_are(name: str) -> None:
    said = refused(name)
    assert said.startswith(f"{name}: neither a folder nor a pack that we ship (cbi, hse_it,")


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "pack.yaml: the file cannot be read."


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("w.yaml", "- One\n- Two\n- Three\n- Four\n- ''\n", "w.yaml, text 5: empty or not a text."),
        ("w.yaml", "- One\n- Two\n- No\n- Four\n- Five\n", "w.yaml, text 3: empty or not a text."),
        ("w.yaml", "- One: two\n- 2\n", "w.yaml, text 1: empty or not a text."),
        ("w.yaml", "items: 5\n", "w.yaml: expected a list of texts."),
        ("w.yaml", "- [\n", "w.yaml, line 2: expected the node content, but found '<stream end>'."),
        ("w.yaml", "- <b></b>\n", "w.yaml, text 1: nothing is left without its markup."),
        (
            "w.yaml",
            f"- {'x' * 501}\n",
            "w.yaml, text 1: too long. Use 500 characters or fewer.",
        ),
        ("w.yaml", "x" * 200_001, "w.yaml: larger than 200,000 bytes."),
        ("w.csv", "item,words\n1,One\n", 'w.csv: there is no column "text".'),
        ("w.csv", "", 'w.csv: there is no column "text".'),
        ("w.csv", "item,text\n1\n", "w.csv, text 1: empty or not a text."),
        (
            "w.csv",
            "item,text\n1,One, two\n",
            "w.csv, line 2: more cells than columns; quote texts with commas.",
        ),
        ("w.txt", "One\n", "w.txt: the wording must be a .yaml or a .csv file."),
    ],
)
def test_each_fault_of_a_wording_is_named(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    wording = tmp_path / name
    wording.write_text(text, encoding="utf-8")
    assert refused("who5", wording) == expected


def test_a_wording_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused("who5", tmp_path / "gone.yaml") == "gone.yaml: the file cannot be read."


def test_wording_may_come_as_csv_from_a_spreadsheet(tmp_path: Path) -> None:
    wording = tmp_path / "wording.csv"
    rows = ["item,text", '1,"One, and a comma"', "2,Two", "3,Three & more", "4,Four", "5,Five"]
    wording.write_text("\r\n".join(rows), encoding="utf-8-sig")
    install("who5", wording)
    assert [item.text for item in instrument("who5").items] == [
        "One, and a comma",
        "Two",
        "Three & more",
        "Four",
        "Five",
    ]


# The registry


def test_without_packs_there_are_the_built_in_ones() -> None:
    assert available_instruments() == dict(BUILT_IN)


def test_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(UnknownInstrumentError):
        instrument("who5")


def test_reading_the_registry_takes_one_query_however_many_there_are(
    tmp_path: Path, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for code, items in ITEMS.items():
        install(code, write_wording(tmp_path / f"{code}.yaml", items))
    available_instruments()
    with django_assert_num_queries(1):
        assert len(available_instruments()) == len(BUILT_IN) + len(ITEMS)
    with django_assert_num_queries(0):
        instrument("pulse")
    with django_assert_num_queries(1):
        instrument("who5")


@pytest.mark.parametrize("field", ["licence_text", "attribution"])
def test_the_database_keeps_no_instrument_without_its_terms(tmp_path: Path, field: str) -> None:
    install("who5", write_wording(tmp_path / "wording.yaml", 5))
    with pytest.raises(IntegrityError), transaction.atomic():
        InstalledInstrument.objects.update(**{field: ""})
