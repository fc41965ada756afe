"""Turns an instrument back into plain values, always the same ones, for the row that keeps it."""

from wellbeing.instruments.definition import Band, HelpRule, Instrument, Item, Scale

Plain = dict[str, object]


def write_instrument(instrument: Instrument) -> Plain:
    """Return what `read_instrument` makes the same instrument of; the licence's text is apart."""
    return {
        "code": instrument.code,
        "title": instrument.title,
        "intro": instrument.intro,
        "look_back": instrument.look_back,
        "cadence": instrument.cadence.value,
        "licence": instrument.licence,
        "attribution": instrument.attribution,
        "source": instrument.source,
        "item_count": len(instrument.items),
        "item_range": [instrument.items[0].least, instrument.items[0].most],
        "items": [_item(item) for item in instrument.items],
        "scales": [_scale(scale) for scale in instrument.scales],
        "help_when": [_help_rule(rule) for rule in instrument.help_rules],
    }


def _item(item: Item) -> Plain:
    return {
        "code": item.code,
        "text": item.text,
        "why": item.why,
        "low_label": item.low_label,
        "high_label": item.high_label,
        "options": [{"value": option.value, "label": option.label} for option in item.options],
    }


def _scale(scale: Scale) -> Plain:
    return {
        "code": scale.code,
        "label": scale.label,
        "items": list(scale.items),
        "reversed": sorted(scale.reversed_items),
        "method": scale.method.value,
        "least_answered": scale.least_answered,
        "high_is_worse": scale.high_is_worse,
        "bands": [_band(band) for band in scale.bands],
        "bands_on": scale.bands_on.value,
        "positive_from": scale.positive_from,
        "conversion": list(scale.conversion),
        "change_that_counts": scale.change_that_counts,
        "published": scale.published,
    }


def _band(band: Band) -> Plain:
    return {"code": band.code, "label": band.label, "from": band.low, "to": band.high}


def _help_rule(rule: HelpRule) -> Plain:
    return {
        "scale": rule.scale,
        "unit": rule.unit.value,
        "at_least": rule.at_least,
        "at_most": rule.at_most,
        "below": rule.below,
    }
