"""How long comments that nobody sees any more, and what was decided about them, are kept."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models import CommentDecision, CommentingWithdrawal, CommentReport, PageComment
from core.retention import RetentionRule

State = PageComment.State
YEAR = timedelta(days=365)


def purge_reports(before: datetime, limit: int) -> int:
    """Remove reports that were settled before then."""
    old = CommentReport.objects.filter(settled_at__lt=before)
    return CommentReport.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def purge_decisions(before: datetime, limit: int) -> int:
    """Remove decisions from before then, but for those that a hidden comment hangs on."""
    old = CommentDecision.objects.filter(decided_at__lt=before).exclude(comment__state=State.HIDDEN)
    return CommentDecision.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def purge_hidden_comments(before: datetime, limit: int) -> int:
    """Remove comments that have been hidden since before then and that nobody has replied to."""
    later = CommentDecision.objects.filter(comment=OuterRef("pk"), decided_at__gte=before)
    old = PageComment.objects.filter(~Exists(later), state=State.HIDDEN, replies__isnull=True)
    return _remove(list(old.values_list("pk", flat=True)[:limit]))


def purge_removed_comments(before: datetime, limit: int) -> int:
    """Remove the empty places of comments from before then that nobody has replied to."""
    waiting = CommentReport.objects.filter(comment=OuterRef("pk"), settled_at__isnull=True)
    old = PageComment.objects.filter(
        ~Exists(waiting), state=State.REMOVED, replies__isnull=True, posted_at__lt=before
    )
    return _remove(list(old.values_list("pk", flat=True)[:limit]))


def purge_withdrawals(before: datetime, limit: int) -> int:
    """Remove withdrawals of the right to comment that ended before then."""
    over = Q(ended_at__lt=before) | Q(ended_at__isnull=True, ends_on__lt=before.date())
    old = CommentingWithdrawal.objects.filter(over)
    return CommentingWithdrawal.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def _remove(keys: list[int]) -> int:
    """Count the comments themselves, not what hangs on them."""
    PageComment.objects.filter(pk__in=keys).delete()
    return len(keys)


COMMENT_RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "cms.comment_reports",
        _("Reports about comments that were looked at"),
        timedelta(days=180),
        purge_reports,
    ),
    RetentionRule(
        "cms.comment_decisions",
        _("Decisions about comments that are shown or removed"),
        2 * YEAR,
        purge_decisions,
    ),
    RetentionRule(
        "cms.hidden_comments",
        _("Comments that were hidden, with the decision"),
        2 * YEAR,
        purge_hidden_comments,
    ),
    RetentionRule(
        "cms.removed_comments",
        _("The empty places of comments that their authors removed"),
        YEAR,
        purge_removed_comments,
    ),
    RetentionRule(
        "cms.comment_withdrawals",
        _("Withdrawals of the right to comment that have ended, and their appeals"),
        2 * YEAR,
        purge_withdrawals,
    ),
)
