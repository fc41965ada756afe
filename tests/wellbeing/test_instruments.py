"""What is built in and shipped says whose it is, promises nothing and fits together."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories.instruments import described, shipped
from wellbeing.exceptions import InstrumentFaultError
from wellbeing.instruments import BUILT_IN, Cadence, Instrument
from wellbeing.instruments.checking import PUBLISHED_MEASURES, check
from wellbeing.instruments.packs import LICENCE, SHIPPED, shipped_packs
from wellbeing.instruments.plain_yaml import read_yaml
from wellbeing.instruments.reading import read_instrument
from wellbeing.instruments.writing import write_instrument

PACKS = ("cbi", "hse_it", "olbi", "proqol", "stss", "swemwbs", "who5")
EVERY = (*BUILT_IN.values(), *(shipped(code) for code in PACKS))


def ids(instrument: Instrument) -> str:
    return instrument.code


def test_three_are_built_in_and_the_pulse_comes_first() -> None:
    assert list(BUILT_IN) == ["pulse", "ons4", "phq4"]


def test_the_shipped_packs_are_these() -> None:
    assert shipped_packs() == PACKS


@pytest.mark.parametrize(
    ("code", "cadence", "items"),
    [
        ("pulse", Cadence.WEEKLY, 5),
        ("ons4", Cadence.MONTHLY, 4),
        ("phq4", Cadence.MONTHLY, 4),
        ("who5", Cadence.FORTNIGHTLY, 5),
        ("proqol", Cadence.QUARTERLY, 30),
        ("cbi", Cadence.QUARTERLY, 13),
        ("swemwbs", Cadence.QUARTERLY, 7),
        ("olbi", Cadence.QUARTERLY, 16),
        ("stss", Cadence.QUARTERLY, 17),
        ("hse_it", Cadence.QUARTERLY, 35),
    ],
)
def test_how_often_and_how_many_questions(code: str, cadence: Cadence, items: int) -> None:
    instrument = BUILT_IN.get(code) or shipped(code)
    assert (instrument.cadence, len(instrument.items)) == (cadence, items)


@pytest.mark.parametrize("instrument", EVERY, ids=ids)
def test_each_agrees_with_itself_and_says_whose_it_is(instrument: Instrument) -> None:
    check(instrument)
    assert instrument.licence
    assert instrument.attribution
    assert instrument.source


def test_the_terms_that_must_be_shown_are_there() -> None:
    assert "Open Government Licence" in BUILT_IN["ons4"].licence
    assert "Office for National Statistics" in BUILT_IN["ons4"].attribution
    assert "No permission required" in BUILT_IN["phq4"].licence
    assert "Stamm" in shipped("proqol").attribution
    assert "Not for sale" in shipped("proqol").attribution
    assert "Permission to be confirmed" in shipped("cbi").attribution


@pytest.mark.parametrize("code", PACKS)
def test_a_shipped_pack_holds_its_terms_and_no_wording(code: str) -> None:
    assert (SHIPPED / code / LICENCE).read_text(encoding="utf-8").strip()
    assert all(not item.text for item in read_instrument(described(code)).items)


def test_group_figures_are_made_of_these_scales_only() -> None:
    published = {
        f"{instrument.code}.{scale.code}"
        for instrument in EVERY
        for scale in instrument.published_scales
    }
    assert published == PUBLISHED_MEASURES
    assert published == {
        "pulse.overall",
        "ons4.satisfaction",
        "ons4.worthwhile",
        "ons4.happiness",
        "ons4.anxiety",
        "phq4.total",
        "who5.score",
        "proqol.satisfaction",
        "proqol.burnout",
        "proqol.stress",
        "cbi.personal",
        "cbi.work",
    }


@pytest.mark.parametrize("instrument", EVERY, ids=ids)
def test_no_word_of_diagnosis_failing_or_suicide(instrument: Instrument) -> None:
    words = str(write_instrument(instrument)).lower()
    for word in ("diagnos", "failed", "failure", "suicid", "hurting yourself", "maslach"):
        assert word not in words


@pytest.mark.parametrize("instrument", BUILT_IN.values(), ids=ids)
def test_every_built_in_question_says_why_it_is_asked(instrument: Instrument) -> None:
    assert all(item.why for item in instrument.items)
    assert all(item.has_labels or (item.low_label and item.high_label) for item in instrument.items)


@pytest.mark.parametrize("instrument", EVERY, ids=ids)
def test_written_and_read_again_it_is_the_same(instrument: Instrument) -> None:
    content = write_instrument(instrument) | {"licence_text": instrument.licence_text}
    assert read_instrument(content, built_in=instrument.built_in) == instrument


# Faults in the data. Each changes a sound instrument in one place.

Change = Callable[[dict[str, Any]], object]


def sound() -> dict[str, Any]:
    return copy.deepcopy(write_instrument(BUILT_IN["phq4"]))


def total(content: dict[str, Any]) -> dict[str, Any]:
    scale: dict[str, Any] = content["scales"][0]
    return scale


FAULTS: dict[str, tuple[Change, str]] = {
    "no title": (lambda c: c.pop("title"), 'instrument: "title" is missing or not a text.'),
    "no attribution": (
        lambda c: c.update(attribution=" "),
        'instrument: "attribution" is missing or not a text.',
    ),
    "no licence": (
        lambda c: c.update(licence=None),
        'instrument: "licence" is missing or not a text.',
    ),
    "unknown name": (
        lambda c: c.update(licnce="x"),
        'instrument: "licnce" is not a known name.',
    ),
    "wrong cadence": (
        lambda c: c.update(cadence="daily"),
        'instrument: "cadence" must be one of: weekly, fortnightly, monthly, quarterly.',
    ),
    "wrong item count": (
        lambda c: c.update(item_count=5),
        "instrument: 5 items are announced, but 4 are described.",
    ),
    "count is no number": (
        lambda c: c.update(item_count="4"),
        'instrument: "item_count" is missing or not a whole number.',
    ),
    "no range announced": (
        lambda c: c.pop("item_range"),
        "instrument: item q1 runs from 0 to 3, not as announced in item_range.",
    ),
    "items are no list": (lambda c: c.update(items="q1"), 'instrument: "items" must be a list.'),
    "item is no mapping": (
        lambda c: c["items"].__setitem__(1, "q2"),
        "items, entry 2: expected named values.",
    ),
    "item twice": (
        lambda c: c["items"][1].update(code="q1"),
        "items: the code q1 is used twice.",
    ),
    "code with a space": (
        lambda c: c["items"][1].update(code="q 2"),
        'items: the code "q 2" may hold only small letters, digits and underscores.',
    ),
    "no wording": (lambda c: c["items"][2].update(text=""), "item q3: the wording is missing."),
    "range upside down": (
        lambda c: c["items"][0].update(options=[], least=3, most=0),
        "items, entry 1: the range 3 to 0 is wrong.",
    ),
    "one option": (
        lambda c: (
            [item.update(options=[{"value": 0, "label": "No"}]) for item in c["items"]],
            c.update(item_range=[0, 0]),
        ),
        "item q1: fewer than two options.",
    ),
    "option twice": (
        lambda c: c["items"][0]["options"][1].update(value=0),
        "item q1: two options have the same value.",
    ),
    "option without words": (
        lambda c: c["items"][0]["options"][1].update(label=""),
        "item q1: an option has no words.",
    ),
    "wrong range": (
        lambda c: c["items"][0]["options"][3].update(value=4),
        "instrument: item q1 runs from 0 to 4, not as announced in item_range.",
    ),
    "no scales": (lambda c: c.update(scales=[], help_when=[]), "scales: there is none."),
    "scale twice": (
        lambda c: c["scales"][1].update(code="total"),
        "scales: the code total is used twice.",
    ),
    "unknown item": (
        lambda c: total(c)["items"].append("q5"),
        "scale total: there is no item q5.",
    ),
    "item counted twice": (
        lambda c: total(c)["items"].append("q1"),
        "scale total: item q1 is counted twice.",
    ),
    "empty scale": (lambda c: total(c).update(items=[]), "scale total: it has no items."),
    "unknown reversed item": (
        lambda c: total(c).update(reversed=["q7"]),
        "scale total: the reversed item q7 is not one of its own.",
    ),
    "uneven steps": (
        lambda c: (c["items"][0].update(options=[{"value": v, "label": "x"} for v in (0, 1, 3)]),),
        "item q1: the options are not evenly spaced.",
    ),
    "unknown method": (
        lambda c: total(c).update(method="median"),
        'scale total: "method" must be one of: sum, mean.',
    ),
    "sum of some": (
        lambda c: total(c).update(least_answered=2),
        "scale total: only a mean may leave answers out.",
    ),
    "more answers than items": (
        lambda c: total(c).update(least_answered=5),
        "scale total: least_answered must be 1 to 4.",
    ),
    "gap between bands": (
        lambda c: total(c)["bands"][1].update({"from": 4}),
        "scale total: no band holds 3.",
    ),
    "overlap of bands": (
        lambda c: total(c)["bands"][1].update({"to": 6}),
        "scale total: bands mild and moderate hold 6.",
    ),
    "bands end too early": (
        lambda c: total(c)["bands"][3].update({"to": 11}),
        "scale total: no band holds 12.",
    ),
    "bands begin too late": (
        lambda c: total(c)["bands"][0].update({"from": 1}),
        "scale total: no band holds 0.",
    ),
    "band out of range": (
        lambda c: total(c)["bands"][3].update({"to": 27}),
        "scale total: band severe leaves the possible range.",
    ),
    "bands in another order": (
        lambda c: total(c)["bands"].reverse(),
        "scale total: the bands are not in rising order.",
    ),
    "band twice": (
        lambda c: total(c)["bands"][1].update(code="none"),
        "scale total, bands: the code none is used twice.",
    ),
    "cut out of range": (
        lambda c: c["scales"][1].update(positive_from=7),
        "scale anxiety: positive_from is outside its range.",
    ),
    "half published": (
        lambda c: c["scales"][1].update(published=True),
        "scale anxiety: group figures are not made of it.",
    ),
    "flag is a word": (
        lambda c: total(c).update(published="yes"),
        'scale total: "published" must be true or false.',
    ),
    "short conversion": (
        lambda c: total(c).update(conversion=[0, 1.5, 12]),
        "scale total: the conversion needs 13 scores for a sum.",
    ),
    "falling conversion": (
        lambda c: total(c).update(conversion=[0, 2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        "scale total: the conversion does not rise.",
    ),
    "help for an unknown scale": (
        lambda c: c["help_when"][0].update(scale="worry"),
        "help_when: there is no scale worry.",
    ),
    "help with two edges": (
        lambda c: c["help_when"][0].update(at_most=1),
        "help_when, scale anxiety: give one of at_least, at_most and below.",
    ),
    "text too long": (
        lambda c: c.update(title="x" * 2_001),
        'instrument: "title" is too long. Use 2,000 characters or fewer.',
    ),
    "code too long": (
        lambda c: c.update(code="x" * 41),
        'instrument: "code" is too long. Use 40 characters or fewer.',
    ),
}


def test_the_instrument_that_the_faults_change_is_sound() -> None:
    check(read_instrument(sound()))


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_in_one_line(name: str) -> None:
    change, expected = FAULTS[name]
    content = sound()
    change(content)
    with pytest.raises(InstrumentFaultError) as caught:
        check(read_instrument(content))
    assert str(caught.value.message) == expected


def test_markup_in_a_text_is_taken_out() -> None:
    content = sound() | {"title": "<script>alert(1)</script>PHQ <b>4</b>"}
    assert read_instrument(content).title == "alert(1)PHQ 4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1", "pack.yaml, line 1:"),
        ("a: 1\na: 2\n", "pack.yaml, line 1: a is given twice."),
        ("a: &x [1]\nb: *x\n", "pack.yaml, line 2: references are not allowed."),
        ("a: !!python/object:os.system {}\n", "pack.yaml, line 1: could not determine"),
        ("a: \x07\n", "pack.yaml: not readable as YAML."),
        ("[" * 100_000, "pack.yaml: not readable as YAML."),
        ("x" * 200_001, "pack.yaml: larger than 200,000 bytes."),
        ("? [1, 2]\n: x\n", "pack.yaml"),
        ("? {a: 1}\n: x\n", "pack.yaml"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstrumentFaultError) as caught:
        read_yaml(path)
    assert str(caught.value.message).startswith(expected)
    assert "\n" not in str(caught.value.message)


def test_a_file_in_another_encoding_or_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    with pytest.raises(InstrumentFaultError, match="the file cannot be read"):
        read_yaml(path)
    path.write_bytes("title: Löwe".encode("latin-1"))
    with pytest.raises(InstrumentFaultError, match="not a text in UTF-8"):
        read_yaml(path)
