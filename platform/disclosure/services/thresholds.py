"""Lets a force ask for more people behind each of its figures than everybody needs."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from disclosure.exceptions import UnusableThresholdError
from disclosure.models import ForceThreshold
from disclosure.months import last_day
from disclosure.threshold import LEAST_PEOPLE
from organisation.models import Node, NodeKind


def raised_thresholds(period: date) -> dict[int, int]:
    """Return what each force (by place id) asked for in the month: its latest wish counts."""
    rows = ForceThreshold.objects.filter(from_period__lte=period).order_by("from_period")
    return dict(rows.values_list("force_id", "least"))


def raise_threshold(
    *, actor: User | None, force: Node, least: int, from_period: date, now: datetime
) -> None:
    """Publish figures of the force only of so many people, from a month (its first day) on.

    Raises UnusableThresholdError for fewer than ten people and for a month that is over.
    """
    if least < LEAST_PEOPLE:
        raise UnusableThresholdError(
            _("No figure is about fewer than %(least)s people.") % {"least": LEAST_PEOPLE}
        )
    if force.kind != NodeKind.FORCE:
        raise UnusableThresholdError(_("Only a force can ask for more people."))
    if from_period.day != 1 or last_day(from_period) < timezone.localdate(now):
        raise UnusableThresholdError(_("Choose a month that is not over yet."))
    with transaction.atomic():
        ForceThreshold.objects.update_or_create(
            force=force, from_period=from_period, defaults={"least": least}
        )
        record_event(
            actor=actor,
            action="disclosure.threshold_raised",
            force_id=force.pk,
            target=f"organisation.node:{force.public_id}",
            details={"least": least, "from_period": from_period.isoformat()},
        )
