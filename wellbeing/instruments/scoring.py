"""Turns answers into scores. Pure: the same answers always give the same figures."""

from collections.abc import Mapping

from wellbeing.exceptions import AnswerOutOfRangeError, UnknownItemError
from wellbeing.instruments.definition import (
    Instrument,
    Item,
    Method,
    Scale,
    ScaleScore,
    Scores,
    Unit,
)


def score(instrument: Instrument, answers: Mapping[str, int]) -> dict[str, ScaleScore | None]:
    """Return the score of every scale by its code; None where too little was answered.

    Nothing is filled in for a skipped question. Raises UnknownItemError or
    AnswerOutOfRangeError, which name the item, before anything is scored.
    """
    return _score(instrument, instrument.scales, answers)


def score_published(
    instrument: Instrument, answers: Mapping[str, int]
) -> dict[str, ScaleScore | None]:
    """As `score`, but only the scales that groups' figures are made of."""
    return _score(instrument, instrument.published_scales, answers)


def is_high_distress(instrument: Instrument, scores: Scores) -> bool:
    """Whether the person's own page, and nothing else, shows where help is to be had.

    This is not a finding about the person: it is stored nowhere, reaches nobody and counts
    in no figure. The edges are data in the instrument.
    """
    return any(
        rule.meets(found)
        for rule in instrument.help_rules
        if (found := scores.get(rule.scale)) is not None
    )


def is_positive(scale: Scale, found: ScaleScore) -> bool:
    """Whether the score reaches the cut that the authors published; False where they have none."""
    return scale.positive_from is not None and found.raw >= scale.positive_from


def _score(
    instrument: Instrument, scales: tuple[Scale, ...], answers: Mapping[str, int]
) -> dict[str, ScaleScore | None]:
    for code, value in answers.items():
        _check_answer(instrument, code, value)
    return {scale.code: _score_scale(instrument, scale, answers) for scale in scales}


def _check_answer(instrument: Instrument, code: str, value: int) -> None:
    item = instrument.item(code)
    if item is None:
        raise UnknownItemError(instrument.code, code)
    # True and 1.0 equal 1, but no form of ours sends them.
    if type(value) is not int or value not in item.values:
        raise AnswerOutOfRangeError(code)


def _score_scale(
    instrument: Instrument, scale: Scale, answers: Mapping[str, int]
) -> ScaleScore | None:
    answered = [item for item in instrument.items_of(scale) if item.code in answers]
    if len(answered) < scale.least_answered:
        return None
    total = sum(_counted(scale, item, answers[item.code]) for item in answered)
    least = sum(item.least for item in answered)
    most = sum(item.most for item in answered)
    raw = _raw(scale, total, least, len(answered))
    # One division of whole numbers, so that a score on an edge is exactly that edge.
    out_of_100 = 100 * (total - least) / (most - least)
    if scale.conversion:
        out_of_100 = 100 * (raw - least) / (most - least)
    return ScaleScore(raw=raw, out_of_100=out_of_100, band=_band(scale, raw, out_of_100))


def _counted(scale: Scale, item: Item, value: int) -> int:
    if item.code in scale.reversed_items:
        return item.least + item.most - value
    return value


def _raw(scale: Scale, total: int, least: int, count: int) -> float:
    if scale.conversion:
        return scale.conversion[total - least]
    return total / count if scale.method is Method.MEAN else total


def _band(scale: Scale, raw: float, out_of_100: float) -> str:
    value = raw if scale.bands_on is Unit.RAW else out_of_100
    return next((band.code for band in scale.bands if band.holds(value)), "")
