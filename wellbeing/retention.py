"""What wellbeing keeps for how long. Published figures are kept: they tell of nobody.

Check-ins go by whole months, because their rows know no finer time. How many went is not noted:
it would tell how many people took part.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from wellbeing.models import Answer, ContactRequest, Draft, Note, Preference, TrendNote
from wellbeing.months import closed_months, month_of

# 13 months, so that a year can be compared with the one before; bounds of 3 and 36 months.
KEEP_ANSWERS: Final = timedelta(days=396)
LEAST_KEPT: Final = timedelta(days=92)
MOST_KEPT: Final = timedelta(days=1096)
CONTACT_SETTLED: Final = "wellbeing.contact_requests_settled"
CONTACT_WAITING: Final = "wellbeing.contact_requests_waiting"


def purge_answers(before: datetime, limit: int) -> int:
    """Months that have been over for long, but not of people who keep their history.

    A month whose figures are still to be made keeps its answers until they are: made of the
    answers of those who keep a history alone, they would tell of some and stand for all.
    """
    old = Answer.objects.filter(period__in=closed_months())
    return _purge(old, before, limit)


def purge_notes(before: datetime, limit: int) -> int:
    """As answers."""
    return _purge(Note.objects.all(), before, limit)


def purge_drafts(before: datetime, limit: int) -> int:
    """What was never handed in, once its month is over; whoever keeps a history or not."""
    keys = _keys(Draft.objects.filter(period__lt=_month(before)), limit)
    Draft.objects.filter(pk__in=keys).delete()
    return len(keys)


def purge_trend_notes(before: datetime, limit: int) -> int:
    """What was written beside charts, once it explains nothing that anyone looks at."""
    keys = _keys(TrendNote.objects.filter(created_at__lt=before), limit)
    TrendNote.objects.filter(pk__in=keys).delete()
    return len(keys)


def purge_settled_contact_requests(before: datetime, limit: int) -> int:
    """What somebody shared in order to be contacted, once that is done or taken back."""
    settled = ContactRequest.objects.exclude(state=ContactRequest.State.WAITING)
    keys = _keys(settled.filter(settled_on__lt=timezone.localdate(before)), limit)
    ContactRequest.objects.filter(pk__in=keys).delete()
    return len(keys)


def purge_waiting_contact_requests(before: datetime, limit: int) -> int:
    """What nobody ever marked as done."""
    waiting = ContactRequest.objects.waiting()
    keys = _keys(waiting.filter(asked_on__lt=timezone.localdate(before)), limit)
    ContactRequest.objects.filter(pk__in=keys).delete()
    return len(keys)


def _purge(rows: QuerySet[Answer] | QuerySet[Note], before: datetime, limit: int) -> int:
    keepers = Preference.objects.filter(keeps_history=True).values("pk")
    old = rows.filter(period__lt=_month(before))
    keys = _keys(old.exclude(subject_ref__in=keepers), limit)
    rows.filter(pk__in=keys).delete()
    return len(keys)


# Rows of any table, and their keys of any kind.
def _keys(rows: "QuerySet[Any]", limit: int) -> list[Any]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def _month(before: datetime) -> date:
    """A month goes when all of it lies before the moment."""
    return month_of(timezone.localdate(before))


RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "wellbeing.answers",
        _(
            "Answers to check-ins: 13 months, or until the group figures of their month are made"
            " if that is later, unless you choose to keep your history"
        ),
        KEEP_ANSWERS,
        purge_answers,
        least=LEAST_KEPT,
        most=MOST_KEPT,
        is_counted=False,
    ),
    RetentionRule(
        "wellbeing.notes",
        _("Your own notes beside check-ins: 13 months, unless you choose to keep your history"),
        KEEP_ANSWERS,
        purge_notes,
        least=LEAST_KEPT,
        most=MOST_KEPT,
        is_counted=False,
    ),
    RetentionRule(
        "wellbeing.drafts",
        _("Check-ins that were not finished: until their month is over"),
        timedelta(0),
        purge_drafts,
        is_counted=False,
    ),
    RetentionRule(
        "wellbeing.trend_notes",
        _("Notes beside wellbeing trends: 3 years after they were written"),
        timedelta(days=1095),
        purge_trend_notes,
    ),
    RetentionRule(
        CONTACT_SETTLED,
        _("Requests to be contacted, after they are done (what was shared goes with them)"),
        timedelta(days=14),
        purge_settled_contact_requests,
        is_counted=False,
    ),
    RetentionRule(
        CONTACT_WAITING,
        _("Requests to be contacted that nobody marked as done"),
        timedelta(days=90),
        purge_waiting_contact_requests,
        is_counted=False,
    ),
)
