"""What wellbeing keeps for how long. Published figures are kept: they tell of nobody."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from wellbeing.models import TrendNote


def purge_trend_notes(before: datetime, limit: int) -> int:
    """What was written beside charts, once it explains nothing that anyone looks at."""
    rows = TrendNote.objects.filter(created_at__lt=before)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    rows.filter(pk__in=keys).delete()
    return len(keys)


RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "wellbeing.trend_notes",
        _("Notes beside wellbeing trends: 3 years after they were written"),
        timedelta(days=1095),
        purge_trend_notes,
    ),
)
