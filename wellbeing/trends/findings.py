"""What a control chart says, as a title in words: never an arrow, a rank or a verdict.

Chance alone makes one chart in three stand out over two years, so the strongest words that there
are say that something is worth a look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellbeing.trends.xmr import (
    BASELINE,
    LEAST_POINTS,
    ControlChart,
    Signal,
    SignalKind,
    Values,
    Way,
    control_chart,
)

# A pattern that ended longer ago than this is told below the title.
RECENT_MONTHS = 3
NAME_THEIR_MONTHS = frozenset({SignalKind.OUTSIDE, SignalKind.NEAR_LIMIT})


@dataclass(frozen=True, slots=True)
class Finding:
    """The title, what to bear in mind with it, and the patterns that the title leaves out."""

    title: str
    details: tuple[str, ...]
    others: tuple[str, ...]
    is_worth_a_look: bool = False


def month_name(month: date) -> str:
    """Return "January 2026"."""
    return date_format(month, "F Y")


def find(months: Sequence[date], values: Values, *, high_is_worse: bool) -> Finding:
    """Return what the months say; values holds a figure or None for each of months, in order."""
    chart = control_chart(values)
    if chart is None:
        return _too_few(sum(value is not None for value in values))
    recent = [signal for signal in chart.signals if signal.last >= len(months) - RECENT_MONTHS]
    if not recent:
        return _quiet(months, values, chart)
    told = min(recent, key=lambda signal: (signal.kind.rank, -signal.last))
    title = _("Worth a look: %(pattern)s") % {"pattern": pattern_in_words(told, months)}
    details = (direction_in_words(told.way, high_is_worse=high_is_worse), *_trial_words(chart))
    others = _in_words([one for one in _distinct(chart.signals) if one is not told], months)
    return Finding(title, details, others, is_worth_a_look=True)


def pattern_in_words(signal: Signal, months: Sequence[date]) -> str:
    """Return one pattern as the end of a sentence: "seven months in a row below the usual"."""
    names = {
        "count": apnumber(len(signal.places)),
        "month": month_name(months[signal.places[0]]),
        "last": month_name(months[signal.last]),
    }
    return _PATTERNS[signal.kind, signal.way]() % names


def direction_in_words(way: Way, *, high_is_worse: bool) -> str:
    """Return which way is the better one on this measure, and what to ask."""
    scale = (
        _("On this measure a lower figure is better.")
        if high_is_worse
        else _("On this measure a higher figure is better.")
    )
    is_better = (way == Way.DOWN) is high_is_worse
    question = (
        _("Ask your people what has helped, so that it can be kept.")
        if is_better
        else _("Ask your people what has changed, and what would help.")
    )
    return f"{scale} {question}"


# Whole sentences, because words about direction stand in another place in other languages.
_PATTERNS = {
    (SignalKind.ONE_SIDE, Way.UP): lambda: _("%(count)s months in a row above the usual"),
    (SignalKind.ONE_SIDE, Way.DOWN): lambda: _("%(count)s months in a row below the usual"),
    (SignalKind.OUTSIDE, Way.UP): lambda: _("%(month)s is above the usual range"),
    (SignalKind.OUTSIDE, Way.DOWN): lambda: _("%(month)s is below the usual range"),
    (SignalKind.STEADY, Way.UP): lambda: _("%(count)s months in a row, each above the last"),
    (SignalKind.STEADY, Way.DOWN): lambda: _("%(count)s months in a row, each below the last"),
    (SignalKind.NEAR_LIMIT, Way.UP): lambda: _(
        "%(count)s months from %(month)s to %(last)s far above the usual"
    ),
    (SignalKind.NEAR_LIMIT, Way.DOWN): lambda: _(
        "%(count)s months from %(month)s to %(last)s far below the usual"
    ),
}


def _too_few(points: int) -> Finding:
    have = ngettext(
        "There is a figure for one month so far.",
        "There are figures for %(points)s months so far.",
        points,
    ) % {"points": apnumber(points)}
    need = _(
        "A first look needs %(least)s months, most of them next to each other; "
        "the usual range is settled after %(baseline)s."
    ) % {"least": apnumber(LEAST_POINTS), "baseline": apnumber(BASELINE)}
    return Finding(_("Too few months to say"), (have, need), ())


def _quiet(months: Sequence[date], values: Values, chart: ControlChart) -> Finding:
    """Nothing recent: since when, or that the figures themselves have stopped."""
    known = [place for place, value in enumerate(values) if value is not None]
    others = _in_words(_distinct(chart.signals), months)
    if len(months) - 1 - known[-1] >= RECENT_MONTHS:
        title = _("No figure since %(month)s") % {"month": month_name(months[known[-1]])}
        return Finding(title, (), others)
    ended = max((signal.last for signal in chart.signals), default=-1)
    since = month_name(months[min(place for place in known if place > ended)])
    title = _("No clear change since %(month)s") % {"month": since}
    return Finding(title, _trial_words(chart), others)


def _distinct(signals: Sequence[Signal]) -> list[Signal]:
    """Without those that a longer one the same way covers: they would say the same again."""
    return [
        one
        for one in signals
        if not any(
            longer.way == one.way
            and len(longer.places) > len(one.places)
            and longer.places[0] <= one.places[0]
            and one.last <= longer.last
            for longer in signals
        )
    ]


def _trial_words(chart: ControlChart) -> tuple[str, ...]:
    if not chart.is_trial:
        return ()
    return (
        _(
            "The limits are trial limits: they rest on %(points)s months and still move. "
            "They are settled after %(baseline)s."
        )
        % {"points": apnumber(chart.points), "baseline": apnumber(BASELINE)},
    )


def _in_words(signals: Sequence[Signal], months: Sequence[date]) -> tuple[str, ...]:
    """Each pattern with its months, newest first."""
    return tuple(_with_months(signal, months) for signal in reversed(signals))


def _with_months(signal: Signal, months: Sequence[date]) -> str:
    words = pattern_in_words(signal, months)
    if signal.kind in NAME_THEIR_MONTHS:
        return words
    return _("%(first)s to %(last)s: %(pattern)s") % {
        "first": month_name(months[signal.places[0]]),
        "last": month_name(months[signal.last]),
        "pattern": words,
    }
