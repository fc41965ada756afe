"""Installs a content pack, all of it or nothing."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.db import transaction

from core.events import record_event
from wellbeing.exceptions import InstrumentFaultError
from wellbeing.instruments import BUILT_IN, Instrument
from wellbeing.instruments.reading import read_instrument
from wellbeing.instruments.writing import write_instrument
from wellbeing.models import InstalledInstrument


class Outcome(Enum):
    """What installing did."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()


@dataclass(frozen=True, slots=True)
class Installation:
    """The version in force now, and whether it is another than before."""

    outcome: Outcome
    version: int


def install_instrument(*, instrument: Instrument, now: datetime) -> Installation:
    """Keep a checked instrument of a pack; the same once more changes nothing.

    Raises InstrumentFaultError where old answers could no longer be scored.
    """
    if instrument.code in BUILT_IN:
        raise InstrumentFaultError(f"{instrument.code}: built in, and not to be replaced.")
    values = _values(instrument)
    with transaction.atomic():
        row, is_new = InstalledInstrument.objects.select_for_update().get_or_create(
            code=instrument.code, defaults={**values, "version": 1, "installed_at": now}
        )
        if not is_new:
            if row.checksum == values["checksum"]:
                return Installation(Outcome.SAME, row.version)
            _replace(row, instrument, values, now)
        _record(row)
    return Installation(Outcome.NEW if is_new else Outcome.CHANGED, row.version)


def _values(instrument: Instrument) -> dict[str, object]:
    content = write_instrument(instrument)
    text = json.dumps([content, instrument.licence_text], sort_keys=True)
    return {
        "content": content,
        "checksum": hashlib.sha256(text.encode()).hexdigest(),
        "licence_text": instrument.licence_text,
        "attribution": instrument.attribution,
    }


def _replace(
    row: InstalledInstrument, instrument: Instrument, values: dict[str, object], now: datetime
) -> None:
    _refuse_unless_old_answers_score(read_instrument(row.content), instrument)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.installed_at = now
    row.save()


def _refuse_unless_old_answers_score(old: Instrument, new: Instrument) -> None:
    """People's sealed answers name items and values only, so these may never change."""
    advice = "Give the changed instrument a code of its own."
    before = {item.code: sorted(item.values) for item in old.items}
    after = {item.code: sorted(item.values) for item in new.items}
    for code in sorted(before.keys() | after.keys()):
        if before.get(code) != after.get(code):
            raise InstrumentFaultError(f"item {code}: differs from the version installed. {advice}")
    for scale in old.scales:
        if new.scale(scale.code) is None:
            raise InstrumentFaultError(
                f"scale {scale.code}: missing, but in the version installed. {advice}"
            )


def _record(row: InstalledInstrument) -> None:
    record_event(
        actor=None,
        action="wellbeing.instrument_installed",
        force_id=None,
        target=f"wellbeing.installedinstrument:{row.public_id}",
        details={"code": row.code, "version": row.version, "checksum": row.checksum},
    )
