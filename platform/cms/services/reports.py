"""A reader asks for a comment to be looked at. The log of events never learns who it was."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.policies import may_report
from cms.comments.rules import LONGEST_REPORT, REPORTS_A_DAY, REPORTS_BEFORE_HIDING
from cms.exceptions import CommentRefusedError, TooManyCommentsError
from cms.models import BasePage, CommentReport, PageComment
from cms.services.comments import lock_person
from core.events import record_event
from core.typed_text import clean_typed

State = PageComment.State


@transaction.atomic
def report_comment(
    *,
    person: User,
    page: BasePage,
    comment_id: UUID,
    reason: CommentReport.Reason,
    words: str,
    now: datetime,
) -> bool:
    """Keep the report; False if the person has reported this comment before.

    Once enough different people have an open report, the comment is out of sight until somebody
    has looked at it.
    """
    said = clean_typed(words, longest=LONGEST_REPORT)
    lock_person(person)
    _check_not_too_many(person, now)
    comment = _locked(page, comment_id)
    if not may_report(person, comment):
        raise CommentRefusedError(_("This comment is no longer shown, so it cannot be reported."))
    _report, is_new = CommentReport.objects.get_or_create(
        comment=comment,
        reporter=person,
        defaults={
            "reason": reason,
            "words": said,
            "seen_text": comment.text,
            "reported_at": now,
        },
    )
    if is_new and _open_reports(comment) >= REPORTS_BEFORE_HIDING:
        _put_out_of_sight(comment)
    return is_new


def _locked(page: BasePage, comment_id: UUID) -> PageComment:
    rows = PageComment.objects.filter(page=page).select_related("page")
    comment = rows.select_for_update(of=("self",)).filter(public_id=comment_id).first()
    if comment is None:
        raise CommentRefusedError(_("This comment is no longer there."))
    return comment


def _open_reports(comment: PageComment) -> int:
    return comment.reports.filter(settled_at__isnull=True).count()


def _put_out_of_sight(comment: PageComment) -> None:
    comment.state = State.WAITING
    comment.save(update_fields=["state"])
    record_event(
        actor=None,
        action="cms.comment_hidden_until_looked_at",
        force_id=comment.page.force_id,
        target=f"cms.pagecomment:{comment.public_id}",
    )


def _check_not_too_many(person: User, now: datetime) -> None:
    today = CommentReport.objects.filter(reporter=person, reported_at__gt=now - timedelta(days=1))
    if today.count() >= REPORTS_A_DAY:
        raise TooManyCommentsError(
            _("You have reported many comments today. The editors will look at those first.")
        )
