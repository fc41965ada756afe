"""Checks that an instrument agrees with itself, so that no answer can meet a hole in its rules."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from wellbeing.exceptions import InstrumentFaultError
from wellbeing.instruments.definition import Instrument, Item, Method, Scale, Unit

CODE = re.compile(r"[a-z][a-z0-9_]*")
# Far beyond any published instrument, and still quick to walk through.
MOST_ITEMS = 100
# Groups' figures are made of these alone: never of one question of an instrument, and nothing
# that a force adds by a pack of its own.
PUBLISHED_MEASURES = frozenset(
    [
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
    ]
)


def check(instrument: Instrument) -> None:
    """Raise InstrumentFaultError, naming the first fault in one line."""
    for part in (_check_items, _check_scales, _check_help):
        part(instrument)


def _check_items(instrument: Instrument) -> None:
    _check_codes("instrument", [instrument.code])
    if not 0 < len(instrument.items) <= MOST_ITEMS:
        raise InstrumentFaultError(f"items: there must be 1 to {MOST_ITEMS}.")
    _check_codes("items", [item.code for item in instrument.items])
    for item in instrument.items:
        _check_item(item)


def _check_item(item: Item) -> None:
    if not item.text:
        raise InstrumentFaultError(f"item {item.code}: the wording is missing.")
    if len(item.values) != len(item.options):
        raise InstrumentFaultError(f"item {item.code}: two options have the same value.")
    if len(item.values) < 2:  # noqa: PLR2004 - a question with one answer asks nothing
        raise InstrumentFaultError(f"item {item.code}: fewer than two options.")
    ordered = sorted(item.values)
    if len({high - low for low, high in pairwise(ordered)}) > 1:
        raise InstrumentFaultError(f"item {item.code}: the options are not evenly spaced.")
    if item.has_labels and not all(option.label for option in item.options):
        raise InstrumentFaultError(f"item {item.code}: an option has no words.")


def _check_codes(where: str, codes: list[str]) -> None:
    for code in codes:
        if not CODE.fullmatch(code):
            raise InstrumentFaultError(
                f'{where}: the code "{code}" may hold only small letters, digits and underscores.'
            )
        if codes.count(code) > 1:
            raise InstrumentFaultError(f"{where}: the code {code} is used twice.")


def _check_scales(instrument: Instrument) -> None:
    if not instrument.scales:
        raise InstrumentFaultError("scales: there is none.")
    _check_codes("scales", [scale.code for scale in instrument.scales])
    for scale in instrument.scales:
        for part in SCALE_CHECKS:
            part(instrument, scale)


def _check_members(instrument: Instrument, scale: Scale) -> None:
    where = f"scale {scale.code}"
    if not scale.items:
        raise InstrumentFaultError(f"{where}: it has no items.")
    for code in scale.items:
        if instrument.item(code) is None:
            raise InstrumentFaultError(f"{where}: there is no item {code}.")
        if scale.items.count(code) > 1:
            raise InstrumentFaultError(f"{where}: item {code} is counted twice.")
    for code in sorted(scale.reversed_items):
        if code not in scale.items:
            raise InstrumentFaultError(f"{where}: the reversed item {code} is not one of its own.")


def _check_least_answered(instrument: Instrument, scale: Scale) -> None:
    where = f"scale {scale.code}"
    if not 0 < scale.least_answered <= len(scale.items):
        raise InstrumentFaultError(f"{where}: least_answered must be 1 to {len(scale.items)}.")
    if scale.least_answered == len(scale.items):
        return
    if scale.method is not Method.MEAN:
        raise InstrumentFaultError(f"{where}: only a mean may leave answers out.")
    if len({item.values for item in instrument.items_of(scale)}) > 1:
        raise InstrumentFaultError(f"{where}: a mean that leaves answers out needs one range.")


def _check_conversion(instrument: Instrument, scale: Scale) -> None:
    if not scale.conversion:
        return
    where = f"scale {scale.code}"
    least, most = _ends(instrument, scale)
    needed = most - least + 1
    if scale.method is not Method.SUM or len(scale.conversion) != needed:
        raise InstrumentFaultError(f"{where}: the conversion needs {needed} scores for a sum.")
    if any(low >= high for low, high in pairwise(scale.conversion)):
        raise InstrumentFaultError(f"{where}: the conversion does not rise.")
    if (scale.conversion[0], scale.conversion[-1]) != (least, most):
        raise InstrumentFaultError(f"{where}: the conversion must run from {least} to {most}.")


def _check_bands(instrument: Instrument, scale: Scale) -> None:
    if not scale.bands:
        return
    where = f"scale {scale.code}"
    _check_codes(f"{where}, bands", [band.code for band in scale.bands])
    values = sorted(set(_possible(instrument, scale)))
    for value in values:
        holding = [band.code for band in scale.bands if band.holds(value)]
        if not holding:
            raise InstrumentFaultError(f"{where}: no band holds {value:g}.")
        if len(holding) > 1:
            raise InstrumentFaultError(f"{where}: bands {' and '.join(holding)} hold {value:g}.")
    for band in scale.bands:
        if band.low < values[0] or band.high > values[-1] or not any(map(band.holds, values)):
            raise InstrumentFaultError(f"{where}: band {band.code} leaves the possible range.")
    if any(low.low > high.low for low, high in pairwise(scale.bands)):
        raise InstrumentFaultError(f"{where}: the bands are not in rising order.")


def _check_published(instrument: Instrument, scale: Scale) -> None:
    if scale.published and f"{instrument.code}.{scale.code}" not in PUBLISHED_MEASURES:
        raise InstrumentFaultError(f"scale {scale.code}: group figures are not made of it.")


def _check_cuts(instrument: Instrument, scale: Scale) -> None:
    least, most = _ends(instrument, scale)
    if scale.positive_from is not None and not least < scale.positive_from <= most:
        raise InstrumentFaultError(f"scale {scale.code}: positive_from is outside its range.")


SCALE_CHECKS: tuple[Callable[[Instrument, Scale], None], ...] = (
    _check_members,
    _check_least_answered,
    _check_conversion,
    _check_bands,
    _check_cuts,
    _check_published,
)


def _check_help(instrument: Instrument) -> None:
    for rule in instrument.help_rules:
        if instrument.scale(rule.scale) is None:
            raise InstrumentFaultError(f"help_when: there is no scale {rule.scale}.")
        if [rule.at_least, rule.at_most, rule.below].count(None) != 2:  # noqa: PLR2004 - of three
            raise InstrumentFaultError(
                f"help_when, scale {rule.scale}: give one of at_least, at_most and below."
            )


def _ends(instrument: Instrument, scale: Scale) -> tuple[int, int]:
    """Return the least and the greatest sum of a scale."""
    members = instrument.items_of(scale)
    return sum(item.least for item in members), sum(item.most for item in members)


def _possible(instrument: Instrument, scale: Scale) -> Iterator[float]:
    """Yield every figure that the bands may meet, in the unit in which they are written."""
    members = instrument.items_of(scale)
    for count in range(scale.least_answered, len(members) + 1):
        answered = members[:count]
        least = sum(item.least for item in answered)
        span = sum(item.most for item in answered) - least
        for total in _sums(answered):
            raw = scale.conversion[total - least] if scale.conversion else float(total)
            if scale.bands_on is Unit.OUT_OF_100:
                yield 100 * (raw - least) / span
            else:
                yield raw / count if scale.method is Method.MEAN else raw


def _sums(items: Iterable[Item]) -> set[int]:
    """Return every sum that the answers to these items can have; reversing changes none of them."""
    sums = {0}
    for item in items:
        sums = {known + value for known in sums for value in item.values}
    return sums
