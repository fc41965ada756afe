"""How long the rows of files of people are kept."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from organisation.models import ImportRow, ImportRun
from organisation.models.import_run import AT_WORK

KEEP_ROWS = timedelta(days=7)


def purge_import_rows(before: datetime, limit: int) -> int:
    """Remove the rows of old files; one that nobody applied is discarded first."""
    ImportRun.objects.filter(state=ImportRun.State.CHECKED, updated_at__lt=before).update(
        state=ImportRun.State.DISCARDED, finished_at=timezone.now()
    )
    old = ImportRow.objects.filter(run__updated_at__lt=before).exclude(run__state__in=AT_WORK)
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:limit])
    ImportRow.objects.filter(pk__in=keys).delete()
    return len(keys)


RULES = (
    RetentionRule(
        code="organisation.import_rows",
        description=_("Rows of files of people that were uploaded"),
        keep_for=KEEP_ROWS,
        purge=purge_import_rows,
    ),
)
