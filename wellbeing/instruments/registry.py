"""Every instrument that can be answered here: those built in, then those installed."""

from functools import lru_cache

from django.utils.translation import gettext as _

from wellbeing.exceptions import UnknownInstrumentError
from wellbeing.instruments.built_in import BUILT_IN
from wellbeing.instruments.definition import Instrument
from wellbeing.instruments.reading import read_instrument
from wellbeing.models import InstalledInstrument


def available_instruments() -> dict[str, Instrument]:
    """Return all instruments by code, in one query: what another process installed is seen."""
    rows = InstalledInstrument.objects.order_by("code").values_list("code", "version", "checksum")
    return {**BUILT_IN, **{code: _installed(code, *state) for code, *state in rows}}


def instrument(code: str) -> Instrument:
    """Return one instrument, a built-in one without a query; raise UnknownInstrumentError."""
    if code in BUILT_IN:
        return BUILT_IN[code]
    state = InstalledInstrument.objects.filter(code=code).values_list("version", "checksum").first()
    if state is None:
        raise UnknownInstrumentError(_("There are no such questions here."))
    return _installed(code, *state)


@lru_cache(maxsize=64)
def _installed(code: str, version: int, checksum: str) -> Instrument:
    """Read a row once a process; a new version has another checksum, so nothing goes stale."""
    row = InstalledInstrument.objects.get(code=code)
    content = {**row.content, "licence_text": row.licence_text}
    return read_instrument(content, version=row.version, built_in=False)
