"""The instruments that come with the product, read and checked once a process."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from wellbeing.instruments.checking import check
from wellbeing.instruments.definition import Instrument
from wellbeing.instruments.fields import Fields
from wellbeing.instruments.plain_yaml import read_yaml
from wellbeing.instruments.reading import read_instrument

FOLDER = Path(__file__).resolve().parent.parent / "data" / "instruments"

# In this order they are offered; the first is the default.
CODES = ("pulse", "ons4", "phq4")


def _load(code: str) -> Instrument:
    path = FOLDER / f"{code}.yaml"
    fields = Fields.of(read_yaml(path), path.name)
    instrument = read_instrument({str(name): value for name, value in fields.values.items()})
    check(instrument)
    return instrument


BUILT_IN: Mapping[str, Instrument] = MappingProxyType({code: _load(code) for code in CODES})
