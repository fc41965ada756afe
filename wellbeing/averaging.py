"""One score a person, measure and month, however often they answered. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from wellbeing.instruments import Instrument, Scale, Scores, Unit


@dataclass(frozen=True, slots=True)
class Average:
    """measure: "instrument.scale". out_of_100: 0-100. band: its code, "" without bands."""

    measure: str
    out_of_100: float
    band: str


def averages(instrument: Instrument, check_ins: Sequence[Scores]) -> Iterator[Average]:
    """Yield the mean of the complete scores of each published scale; nothing where none is."""
    for scale in instrument.published_scales:
        scored = [found for scores in check_ins if (found := scores[scale.code]) is not None]
        if scored:
            out_of_100 = fmean(found.out_of_100 for found in scored)
            raw = fmean(found.raw for found in scored)
            band = band_of(scale, raw if scale.bands_on is Unit.RAW else out_of_100)
            yield Average(f"{instrument.code}.{scale.code}", out_of_100, band)


def band_of(scale: Scale, value: float) -> str:
    """Return the code of the band that an averaged score lies in, "" if the scale has none.

    Bands are made for whole scores: an average that lies between two of them is taken as the
    nearest whole score, a half upwards. An average inside a band is left as it is.
    """
    for candidate in (value, math.floor(value + 0.5)):
        for band in scale.bands:
            if band.holds(candidate):
                return band.code
    return ""
