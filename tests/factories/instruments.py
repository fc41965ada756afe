"""Instruments of the shipped packs with invented wording, and packs with one thing wrong."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from wellbeing.instruments import Instrument
from wellbeing.instruments.fields import Fields
from wellbeing.instruments.packs import DESCRIPTION, LICENCE, SHIPPED
from wellbeing.instruments.plain_yaml import read_yaml
from wellbeing.instruments.reading import read_instrument


def described(code: str) -> dict[str, object]:
    """The plain values of a shipped pack."""
    fields = Fields.of(read_yaml(SHIPPED / code / DESCRIPTION), DESCRIPTION)
    return {str(name): value for name, value in fields.values.items()}


def shipped(code: str) -> Instrument:
    """A shipped pack as it would be once its wording is loaded."""
    instrument = read_instrument(described(code), built_in=False)
    items = tuple(replace(item, text=f"Invented {item.code}") for item in instrument.items)
    return replace(instrument, items=items, licence_text="Invented terms")


def answers(values: str) -> dict[str, int]:
    """Answers to q1, q2 and so on from a row of digits; a full stop is a skipped question."""
    return {f"q{number}": int(sign) for number, sign in enumerate(values, 1) if sign != "."}


def write_pack(
    folder: Path, content: Mapping[str, object], *, licence: str | None = "Terms"
) -> Path:
    """Write a pack's two files, the licence only if there is to be one."""
    folder.mkdir(exist_ok=True)
    # A value that stands in two places is written out twice; packs may hold no references.
    (folder / DESCRIPTION).write_text(json.dumps(content), encoding="utf-8")
    if licence is not None:
        (folder / LICENCE).write_text(licence, encoding="utf-8")
    return folder


def write_wording(path: Path, count: int) -> Path:
    """Write so many invented texts as a YAML list."""
    texts = [f"Invented question {number}" for number in range(1, count + 1)]
    path.write_text(yaml.safe_dump(texts), encoding="utf-8")
    return path
