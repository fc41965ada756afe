"""How long is kept what readers looked for and did not find. It says nothing of who looked."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import SearchMiss
from core.retention import RetentionRule

# Long enough that a quarter can be compared with the same one a year before.
KEEP_MISSES = timedelta(days=457)


def purge_misses(before: datetime, limit: int) -> int:
    """Remove what was last looked for in a month that was over by then."""
    month = timezone.localdate(before).replace(day=1)
    old = SearchMiss.objects.filter(month__lt=month).order_by("month", "pk")
    keys = list(old.values_list("pk", flat=True)[:limit])
    SearchMiss.objects.filter(pk__in=keys).delete()
    return len(keys)


SEARCH_RULES = (
    RetentionRule(
        code="cms.search_misses",
        description=_("Words that readers looked for and did not find, without who looked"),
        keep_for=KEEP_MISSES,
        purge=purge_misses,
        least=timedelta(days=31),
        most=timedelta(days=1096),
    ),
)
