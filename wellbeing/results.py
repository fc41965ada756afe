"""A person's own scores in words for their own page; never a diagnosis, never "failed"."""

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.instruments import Instrument, Scale, ScaleScore, Unit, score


@dataclass(frozen=True, slots=True)
class Result:
    """One scale as its owner reads it: the figure, what it is out of, and the band in words."""

    label: str
    figure: str
    out_of: str
    band: str
    high_is_worse: bool


def results_of(instrument: Instrument, answers: Mapping[str, int]) -> list[Result]:
    """Return a result for each scale that has enough answers, in the instrument's order."""
    scores = score(instrument, answers)
    return [
        result_of(instrument, scale, found)
        for scale in instrument.scales
        if (found := scores[scale.code]) is not None
    ]


def result_of(instrument: Instrument, scale: Scale, found: ScaleScore) -> Result:
    """Return one score in words: raw where its authors' bands are raw, else out of 100."""
    band = scale.band(found.band)
    is_raw = bool(scale.bands) and scale.bands_on is Unit.RAW
    figure = found.raw if is_raw else found.out_of_100
    most = _most(instrument, scale) if is_raw else 100
    return Result(
        label=scale.label,
        figure=f"{round(figure, 1):g}",
        out_of=f"{most:g}",
        band=band.label if band else "",
        high_is_worse=scale.high_is_worse,
    )


def _most(instrument: Instrument, scale: Scale) -> float:
    """The greatest raw score that the scale can have."""
    answers = {code: _end(instrument, scale, code) for code in scale.items}
    best = score(instrument, answers)[scale.code]
    return best.raw if best else 0


def _end(instrument: Instrument, scale: Scale, code: str) -> int:
    item = instrument.item(code)
    if item is None:
        return 0
    return item.least if code in scale.reversed_items else item.most
