"""What those who look after comments find in the CMS: never their own words or withdrawals."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from cms.models import CommentingWithdrawal, CommentReport, PageComment
from cms.models.moderation import WithdrawalQuerySet
from cms.policies import may_write_national_content
from cms.selectors import forces_written_for

State = PageComment.State


def comments_looked_after_by(user: User) -> QuerySet[PageComment]:
    """The comments that the person may decide on."""
    rows: QuerySet[PageComment] = PageComment.objects.all()
    if not may_write_national_content(user):
        rows = rows.filter(page__force__in=forces_written_for(user))
    # An author who is gone is nobody's own, and NULL is unlike everything.
    return rows.filter(Q(author__isnull=True) | ~Q(author=user.pk))


def comments_waiting_for(user: User) -> QuerySet[PageComment]:
    """Comments that somebody has to look at, those first that have waited longest."""
    unsettled = Q(reports__settled_at__isnull=True)
    open_reports = CommentReport.objects.filter(comment=OuterRef("pk"), settled_at__isnull=True)
    rows = comments_looked_after_by(user).filter(Exists(open_reports) | Q(state=State.WAITING))
    rows = rows.annotate(
        reports_open=Count("reports", filter=unsettled),
        waits_since=Coalesce(Min("reports__reported_at", filter=unsettled), "posted_at"),
    )
    return rows.select_related("page", "author", "force").order_by("waits_since", "pk")


def hidden_comments_of(user: User) -> QuerySet[PageComment]:
    """Comments that somebody has hidden, newest first."""
    rows = comments_looked_after_by(user).filter(state=State.HIDDEN)
    return rows.select_related("page", "author", "force").order_by("-posted_at", "-pk")


def comment_looked_after(user: User, comment_id: UUID) -> PageComment | None:
    """One comment that the person may decide on, with its page."""
    rows = comments_looked_after_by(user).select_related("page", "author", "force", "parent")
    return rows.filter(public_id=comment_id).first()


def reports_about(comment: PageComment) -> list[CommentReport]:
    """What readers said is wrong with it, oldest first; never who they were."""
    return list(comment.reports.defer("reporter").order_by("reported_at", "pk"))


def withdrawals_looked_after_by(user: User) -> WithdrawalQuerySet:
    """The withdrawals that the person could have decided on, never their own."""
    rows: WithdrawalQuerySet = CommentingWithdrawal.objects.exclude(person=user.pk)
    if not may_write_national_content(user):
        rows = rows.filter(force__in=forces_written_for(user))
    return rows.select_related("person", "force", "withdrawn_by", "lifted_by", "appeal_decided_by")


def appeals_waiting_for(user: User, on: date) -> WithdrawalQuerySet:
    """The appeals that the person may decide, the oldest first: none against their own decision."""
    theirs = Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=user.pk)
    return (
        withdrawals_looked_after_by(user)
        .with_open_appeal(on)
        .filter(theirs)
        .order_by("appealed_at")
    )


def withdrawal_looked_after(user: User, withdrawal_id: UUID) -> CommentingWithdrawal | None:
    """One withdrawal that the person could have decided on."""
    return withdrawals_looked_after_by(user).filter(public_id=withdrawal_id).first()
