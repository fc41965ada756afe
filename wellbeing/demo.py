"""Seeds the demo of wellbeing: who helps, 24 months of check-ins and figures, and two notes."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from accounts.models import User
from disclosure.selectors import closed_periods
from organisation.models import Node
from wellbeing.demo_content import (
    ANNOTATION,
    CHANGE_MONTH,
    CHANGED_UNIT,
    DID,
    HEARD,
    HEARD_MONTH,
    NOTE_AUTHOR,
    OFFICER,
    SPLITS,
)
from wellbeing.demo_help import seed_help
from wellbeing.demo_months import tell_months
from wellbeing.months import COLLECTION
from wellbeing.services.preferences import keep_history
from wellbeing.services.trend_notes import add_annotation, publish_heard_and_did


def seed(report: Callable[[str], None]) -> None:
    """Make everything once; a second run finds it and changes nothing."""
    seed_help(report)
    if closed_periods(COLLECTION):
        report("Wellbeing: there already")
        return
    if not Node.objects.filter(name=SPLITS[0].team).exists():
        report("Wellbeing: this demo is older than its months; start a new one to see them")
        return
    keep_history(person=User.objects.get(email=OFFICER), keep=True)
    answers = tell_months(timezone.localdate())
    months = closed_periods(COLLECTION)
    _write_notes(months)
    report(f"Wellbeing: {answers} check-ins, {len(months)} months closed")


def _write_notes(months: list[date]) -> None:
    """Let the manager mark the change and answer for what came of it."""
    author = User.objects.get(email=NOTE_AUTHOR)
    place = Node.objects.get(name=CHANGED_UNIT)
    now = timezone.now()
    changed, heard = months[CHANGE_MONTH - 1], months[HEARD_MONTH - 1]
    add_annotation(author=author, place=place, period=changed, text=ANNOTATION, now=now)
    publish_heard_and_did(author=author, place=place, period=heard, heard=HEARD, did=DID, now=now)
