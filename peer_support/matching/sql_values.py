"""The values that the statements of sql_rules.py and sql_fit.py take, by name."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from organisation.models import NodeKind, Rank
from organisation.selectors import LINE_ROLES
from peer_support.limits import (
    LOAD_PENALTY,
    ONE_NEW_WITHIN,
    OVERDUE_STOPS_AFTER,
    SAME_TEAM_WITHIN_MONTHS,
)
from peer_support.matching import rules
from peer_support.matching.facts import Ask
from peer_support.matching.posts import PATH_LENGTHS, REGION_LENGTH, TEAM_KINDS
from peer_support.models import Bar, Offer, Supporter
from peer_support.policies import APART
from peer_support.refs import bar_refs_of

Value = str | int | bool | date | datetime | list[str] | list[int] | None
Values = dict[str, Value]

# Which rule a row of Bar stands for; a test holds that no kind is forgotten.
RULE_OF_BAR: Mapping[Bar.Kind, str] = {
    Bar.Kind.EXCLUDED: rules.EXCLUDED,
    Bar.Kind.PAST_PAIR: rules.EXCLUDED,
    Bar.Kind.RELATION: rules.RELATION,
    Bar.Kind.KNOWN: rules.RELATION,
    Bar.Kind.INVESTIGATION: rules.SAME_INVESTIGATION,
}
# Of everyone else nothing is asked: they are no supporters yet, or not any more.
CONSIDERED_STATES = (Supporter.State.ACTIVE, Supporter.State.PAUSED)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """When is asked, and whether the supporter holds a place for this very request already.

    That place counts as free, and what only stops new offers does not count.
    """

    now: datetime
    holds_place: bool = False


def values_for(ask: Ask, moment: Moment) -> Values:
    """Return every named value for one request."""
    return _of_the_code() | _of_the_moment(moment) | _of_the_ask(ask)


def _of_the_code() -> Values:
    kinds: Values = {
        f"{rule}_kinds": [str(kind) for kind, code in RULE_OF_BAR.items() if code == rule]
        for rule in set(RULE_OF_BAR.values())
    }
    return kinds | {
        "line_roles": sorted(map(str, LINE_ROLES)),
        "team_kinds": [str(kind) for kind in TEAM_KINDS],
        "failed": [str(state) for state in Offer.FAILED],
        "states": [str(state) for state in CONSIDERED_STATES],
        "active": str(Supporter.State.ACTIVE),
        "apart_roles": sorted(map(str, APART)),
        "force_kind": str(NodeKind.FORCE),
        "staff": str(Rank.Kind.STAFF),
        "region_length": REGION_LENGTH,
        "path_lengths": list(PATH_LENGTHS),
        "penalties": list(LOAD_PENALTY),
    }


def _of_the_moment(moment: Moment) -> Values:
    today = timezone.localdate(moment.now)
    return {
        "today": today,
        "team_since": months_before(today, SAME_TEAM_WITHIN_MONTHS),
        "overdue_before": today - OVERDUE_STOPS_AFTER,
        "taken_since": moment.now - ONE_NEW_WITHIN,
        "was_offered": moment.holds_place,
        "own_place": int(moment.holds_place),
    }


def _of_the_ask(ask: Ask) -> Values:
    person = int(ask.person)
    return {
        "request": int(ask.id),
        "person": person,
        "bar_ref": bar_refs_of([person])[person],
        "force": int(ask.force) if ask.force else None,
        "region": ask.region,
        "role": ask.role,
        "rank": ask.rank,
        "is_apart": ask.role in APART,
        "language": ask.language,
        "required_topics": sorted(ask.required_topics),
        "mode": ask.mode,
        "slots": sorted(ask.slots),
        "gender": ask.gender,
        "gender_required": ask.gender_required,
        "force_wish": ask.force_wish,
        "force_required": ask.force_required,
        "rank_gap_max": ask.rank_gap_max,
        "own_team": ask.own_team,
    }


def months_before(day: date, months: int) -> date:
    """Return the same day of the month that many months earlier, or that month's last day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    _weekday, days = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, days))
