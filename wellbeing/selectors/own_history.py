"""A person's own history, for their own eyes: scores and notes by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean

from accounts.models import User
from wellbeing.instruments import Band, Instrument, Scale, ScaleScore, score
from wellbeing.instruments.registry import available_instruments
from wellbeing.keys import subject_ref_of
from wellbeing.models import Participation
from wellbeing.selectors.own_rows import OpenedAnswer, OwnNote, open_answers, open_notes


@dataclass(frozen=True, slots=True)
class OwnScore:
    """One scale of one check-in; score is None where too little was answered."""

    scale: Scale
    score: ScaleScore | None

    @property
    def band(self) -> Band | None:
        return self.scale.band(self.score.band) if self.score else None


@dataclass(frozen=True, slots=True)
class OwnCheckIn:
    """One check-in. Without an instrument its pack is no longer installed, and nothing is scored.

    counts: the answers could join the group figures of their month.
    """

    period: date
    code: str
    instrument: Instrument | None
    answers: Mapping[str, int]
    scores: tuple[OwnScore, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """Everything of one month."""

    period: date
    check_ins: tuple[OwnCheckIn, ...]
    notes: tuple[OwnNote, ...]


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A month's score on one scale: the mean of its check-ins, of which there were count."""

    period: date
    raw: float
    out_of_100: float
    count: int


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """One scale over time, oldest month first; months without a score are left out."""

    instrument: Instrument
    scale: Scale
    points: tuple[OwnPoint, ...]

    @property
    def code(self) -> str:
        return f"{self.instrument.code}.{self.scale.code}"


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """All months with a check-in or a note, newest first, and every scale with a score."""

    months: tuple[OwnMonth, ...]
    series: tuple[OwnSeries, ...]


def own_history(person: User) -> OwnHistory:
    """Return what the person has answered and written; raise KeysUnavailableError."""
    known = available_instruments()
    check_ins = [_check_in(answer, known) for answer in open_answers(person)]
    notes = open_notes(person)
    periods = sorted({row.period for row in check_ins} | {note.period for note in notes})
    months = tuple(
        OwnMonth(
            period,
            tuple(found for found in check_ins if found.period == period),
            tuple(note for note in notes if note.period == period),
        )
        for period in reversed(periods)
    )
    return OwnHistory(months, tuple(_series(check_ins, known.values())))


def has_checked_in(person: User, period: date) -> bool:
    """Whether the person took part in a month that is still open; for their own page only."""
    ref = subject_ref_of(person)
    return Participation.objects.filter(subject_ref=ref, period=period).exists()


def _check_in(answer: OpenedAnswer, known: Mapping[str, Instrument]) -> OwnCheckIn:
    instrument = known.get(answer.instrument)
    answers = answer.payload.answers
    scores: tuple[OwnScore, ...] = ()
    if instrument is not None:
        found = score(instrument, answers)
        scores = tuple(OwnScore(scale, found[scale.code]) for scale in instrument.scales)
    return OwnCheckIn(
        answer.period, answer.instrument, instrument, answers, scores, answer.payload.counts
    )


def _series(check_ins: list[OwnCheckIn], known: Iterable[Instrument]) -> Iterable[OwnSeries]:
    for instrument in known:
        own = [found for found in check_ins if found.code == instrument.code]
        for position, scale in enumerate(instrument.scales):
            scored = [
                (found.period, score)
                for found in own
                if (score := found.scores[position].score) is not None
            ]
            if scored:
                yield OwnSeries(instrument, scale, tuple(_points(scored)))


def _points(scored: list[tuple[date, ScaleScore]]) -> Iterable[OwnPoint]:
    for period, group in groupby(sorted(scored, key=lambda pair: pair[0]), lambda pair: pair[0]):
        scores = [score for _period, score in group]
        yield OwnPoint(
            period,
            fmean(score.raw for score in scores),
            fmean(score.out_of_100 for score in scores),
            len(scores),
        )
