"""What learning keeps for how long. Completions and confirmations stay: the record of service."""

from datetime import datetime, timedelta

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from learning.models import ConfirmationAnswer, ModuleProgress, QuizAttempt


def _purge(rows: "QuerySet[Model]", limit: int) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    rows.filter(pk__in=keys).delete()
    return len(keys)


def purge_abandoned_attempts(before: datetime, limit: int) -> int:
    """Quizzes that were begun and never handed in."""
    rows = QuizAttempt.objects.filter(submitted_at__isnull=True, saved_at__lt=before)
    return _purge(rows, limit)


def purge_old_attempts(before: datetime, limit: int) -> int:
    """Answers and scores, once they have served to learn from; the completion stays."""
    return _purge(QuizAttempt.objects.filter(submitted_at__lt=before), limit)


def purge_old_progress(before: datetime, limit: int) -> int:
    """The place in modules that nobody has opened for long."""
    return _purge(ModuleProgress.objects.filter(updated_at__lt=before), limit)


def purge_old_confirmation_answers(before: datetime, limit: int) -> int:
    """How often somebody answered the question of a change; that they confirmed stays."""
    return _purge(ConfirmationAnswer.objects.filter(answered_at__lt=before), limit)


RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "learning.abandoned_attempts",
        _("Quizzes begun and not handed in: 180 days after the last answer"),
        timedelta(days=180),
        purge_abandoned_attempts,
    ),
    RetentionRule(
        "learning.attempts",
        _("Answers, scores and reflections: 2 years after the quiz was handed in"),
        timedelta(days=730),
        purge_old_attempts,
    ),
    RetentionRule(
        "learning.progress",
        _("Your place in a module: 3 years after you last opened it"),
        timedelta(days=1095),
        purge_old_progress,
    ),
    RetentionRule(
        "learning.confirmation_answers",
        _("Answers to the questions of changed pages: 2 years after the last answer"),
        timedelta(days=730),
        purge_old_confirmation_answers,
    ),
)
