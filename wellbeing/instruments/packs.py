"""Reads a content pack: scoring and terms from its folder, the wording from a file beside it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from core.exceptions import DomainError
from core.sanitise import plain_text
from wellbeing.exceptions import InstrumentFaultError
from wellbeing.instruments.checking import check
from wellbeing.instruments.definition import Instrument, Item
from wellbeing.instruments.fields import MAX_LICENCE_TEXT, Fields
from wellbeing.instruments.plain_yaml import read_text, read_yaml
from wellbeing.instruments.reading import read_instrument

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "packs"
DESCRIPTION, LICENCE = "pack.yaml", "LICENCE.md"
MAX_ITEM_TEXT = 500


def shipped_packs() -> tuple[str, ...]:
    """Return the codes of the packs that come with the product."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob(f"*/{DESCRIPTION}")))


def pack_folder(code_or_folder: str) -> Path:
    """Return the folder of a shipped pack by its code, or the folder that was named."""
    if code_or_folder in shipped_packs():
        return SHIPPED / code_or_folder
    folder = Path(code_or_folder)
    if folder.is_dir():
        return folder
    known = ", ".join(shipped_packs())
    raise InstrumentFaultError(
        f"{code_or_folder}: neither a folder nor a pack that we ship ({known})."
    )


def read_pack(folder: Path, wording: Path | None) -> Instrument:
    """Return the checked instrument; raise InstrumentFaultError with the first fault.

    Without a file of wording, the pack itself must hold the text of every item.
    """
    described = Fields.of(read_yaml(folder / DESCRIPTION), DESCRIPTION)
    if "licence_text" in described.values:
        raise described.fault(f'"licence_text" belongs into {LICENCE}.')
    content = {str(name): value for name, value in described.values.items()}
    instrument = read_instrument(content, built_in=False)
    instrument = replace(instrument, licence_text=_licence(folder))
    if wording is not None:
        texts = read_wording(wording)
        instrument = replace(instrument, items=_worded(instrument.items, texts, wording.name))
    check(instrument)
    return instrument


def read_wording(path: Path) -> list[str]:
    """Return the texts in order: a YAML list, or the column "text" of a CSV file."""
    readers = {".yaml": _texts_of_yaml, ".yml": _texts_of_yaml, ".csv": _texts_of_csv}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InstrumentFaultError(f"{path.name}: the wording must be a .yaml or a .csv file.")
    return [
        _text(value, f"{path.name}, text {number}")
        for number, value in enumerate(reader(path), start=1)
    ]


def _texts_of_yaml(path: Path) -> list[object]:
    values = read_yaml(path)
    if not isinstance(values, list):
        raise InstrumentFaultError(f"{path.name}: expected a list of texts.")
    return values


def _texts_of_csv(path: Path) -> list[object]:
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""))
    try:
        if "text" not in (rows.fieldnames or ()):
            raise InstrumentFaultError(f'{path.name}: there is no column "text".')
        return [_cell(row, f"{path.name}, line {rows.line_num}") for row in rows]
    except csv.Error as error:
        raise InstrumentFaultError(f"{path.name}: not readable as CSV.") from error


def _cell(row: Mapping[str | None, object], where: str) -> object:
    """A text with a comma and without quotation marks would lose what follows the comma."""
    if None in row:
        raise InstrumentFaultError(f"{where}: more cells than columns; quote texts with commas.")
    return row["text"]


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InstrumentFaultError(f"{where}: empty or not a text.")
    try:
        cleaned = plain_text(value, max_length=MAX_ITEM_TEXT)
    except DomainError as error:
        raise InstrumentFaultError(f"{where}: too long. {error.message}") from error
    if not cleaned:
        raise InstrumentFaultError(f"{where}: nothing is left without its markup.")
    return cleaned


def _worded(items: tuple[Item, ...], texts: list[str], where: str) -> tuple[Item, ...]:
    if len(texts) != len(items):
        raise InstrumentFaultError(f"{where}: {len(texts)} texts for {len(items)} items.")
    return tuple(replace(item, text=text) for item, text in zip(items, texts, strict=True))


def _licence(folder: Path) -> str:
    if not (folder / LICENCE).is_file():
        raise InstrumentFaultError(f"{LICENCE}: the file is missing.")
    text = read_text(folder / LICENCE).strip()
    if not text:
        raise InstrumentFaultError(f"{LICENCE}: the file is empty.")
    if len(text) > MAX_LICENCE_TEXT:
        raise InstrumentFaultError(f"{LICENCE}: longer than {MAX_LICENCE_TEXT:,} characters.")
    return plain_text(text, max_length=MAX_LICENCE_TEXT)
