"""The steps on the way to being a supporter, through the services that the pages use."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from peer_support.models import Supporter, SupporterDecision
from peer_support.profiles import Profile
from peer_support.services.records import record_training
from peer_support.services.supporters import apply_to_support, decide_application
from peer_support.vocabulary import Topic

PROFILE = Profile(alias="Hannah", slots=("mon_am", "tue_eve"))
MOTIVATION = "I was helped once and would like to listen."
PANEL = "Peer support panel: three people"
REASON = "Listens well and knows where to point people."


def today_plus(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def apply(person: User, **changes: Any) -> Supporter:  # fields of a profile
    return apply_to_support(
        person=person,
        profile=replace(PROFILE, **changes),
        motivation=MOTIVATION,
        now=timezone.now(),
    )


def train(
    coordinator: User, supporter: Supporter, *topics: str, held: int = -10, due: int = 355
) -> None:
    record_training(
        actor=coordinator,
        supporter=supporter,
        held_on=today_plus(held),
        due_again_on=today_plus(due),
        topics=topics or (Topic.WORKLOAD, Topic.SLEEP),
        evidence="Training register, line 12",
        now=timezone.now(),
    )


def decide(
    coordinator: User, supporter: Supporter, kind: str = SupporterDecision.Kind.TAKEN_ON
) -> SupporterDecision:
    return decide_application(
        actor=coordinator,
        supporter=supporter,
        kind=kind,
        panel=PANEL,
        reason=REASON,
        now=timezone.now(),
    )


def taken_on(coordinator: User, person: User, **changes: Any) -> Supporter:
    """Apply, be trained and be taken on."""
    supporter = apply(person, **changes)
    train(coordinator, supporter)
    decide(coordinator, supporter)
    supporter.refresh_from_db()
    return supporter
