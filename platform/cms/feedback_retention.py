"""How long messages of feedback are kept."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Feedback
from core.retention import RetentionRule


def purge_feedback(before: datetime, limit: int) -> int:
    """Messages that came before that day, dealt with or not."""
    old = Feedback.objects.filter(received_on__lt=timezone.localdate(before)).order_by("pk")
    keys = list(old.values_list("pk", flat=True)[:limit])
    Feedback.objects.filter(pk__in=keys).delete()
    return len(keys)


FEEDBACK_RULES = (
    RetentionRule(
        code="cms.feedback",
        description=_("Feedback about the site, which names nobody"),
        keep_for=timedelta(days=365),
        purge=purge_feedback,
        least=timedelta(days=90),
        most=timedelta(days=731),
    ),
)
