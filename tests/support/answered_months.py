"""Months in which most people of a force check in, through the real service."""

from datetime import UTC, date, datetime
from uuid import uuid4

from disclosure.services import close_period
from organisation.models import Membership
from tests.disclosure.world import World, after, last_day
from wellbeing.instruments import BUILT_IN
from wellbeing.services.many_check_ins import HandedIn, record_check_ins

ASKED = ("pulse", "ons4", "phq4")


def everybody_checks_in(world: World, period: date, share: float = 0.85) -> None:
    """Let a share of all people hand in each built-in instrument once."""
    posts = Membership.objects.current(last_day(period)).order_by("pk").select_related("person")
    forms = [
        HandedIn(
            person=post.person,
            instrument=code,
            answers={
                item.code: world.chance.choice([option.value for option in item.options])
                for item in BUILT_IN[code].items
            },
            check_in_id=uuid4(),
            now=datetime(period.year, period.month, 20, 9, tzinfo=UTC),
        )
        for post in posts
        for code in ASKED
        if world.chance.random() < share
    ]
    assert all(outcome.counts_for_group for outcome in record_check_ins(forms=forms, period=period))


def close(period: date) -> bool:
    """Close a month of wellbeing figures on its day."""
    return close_period(collection="wellbeing", period=period, now=after(period))
