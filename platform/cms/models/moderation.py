"""Reports about comments, what was decided on them, and the right to comment."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.comments.rules import LONGEST_APPEAL, LONGEST_COMMENT, LONGEST_REASON, LONGEST_REPORT
from cms.models.comments import PageComment
from core.models import PublicIdModel
from organisation.models import Node


class CommentDecision(PublicIdModel):
    """What somebody decided about a comment, and why; never changed afterwards."""

    class Kind(models.TextChoices):
        """Both also take back the other."""

        KEPT = "kept", _("Kept")
        HIDDEN = "hidden", _("Hidden")

    # A decision is a part of the comment's history and of nothing else.
    comment = models.ForeignKey(PageComment, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=6, choices=Kind)
    # The author reads it.
    reason = models.TextField(max_length=LONGEST_REASON, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        # The decision stands when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering: ClassVar = ["-decided_at", "-pk"]
        constraints = [
            # Nobody's words are hidden without being told why.
            models.CheckConstraint(
                condition=Q(kind="kept") | ~Q(reason=""), name="cms_hiding_says_why"
            ),
        ]
        indexes = [models.Index(fields=["decided_at"], name="cms_decision_by_time")]

    def __str__(self) -> str:
        return str(self.public_id)


class CommentReport(PublicIdModel):
    """That a reader asked for a comment to be looked at. Its author never learns who it was."""

    class Reason(models.TextChoices):
        """What may be wrong with a comment."""

        CASE = "case", _("It says something about a case, or about somebody in one")
        PERSON = "person", _("It says something private about a colleague")
        UNKIND = "unkind", _("It is insulting, discriminating or bullying")
        WRONG = "wrong", _("It tells others to do something wrong or dangerous")
        OTHER = "other", _("Something else")

    # A report is about its comment and nothing else.
    comment = models.ForeignKey(PageComment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        # What was reported is still to be looked at when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(max_length=6, choices=Reason)
    words = models.TextField(max_length=LONGEST_REPORT, blank=True)
    # The comment as the reporter read it: its author may change or remove it before anybody looks.
    seen_text = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # One person counts once, also when they send the form twice or report again later.
            models.UniqueConstraint(
                fields=["comment", "reporter"], name="cms_report_once_a_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["comment", "reported_at"],
                condition=Q(settled_at__isnull=True),
                name="cms_reports_waiting",
            ),
            models.Index(fields=["settled_at"], name="cms_reports_settled"),
            models.Index(fields=["reporter", "reported_at"], name="cms_reports_of_person"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class WithdrawalQuerySet(models.QuerySet["CommentingWithdrawal"]):
    """Withdrawals of the right to comment."""

    def in_force(self, on: date) -> Self:
        """Those that hold on that day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=on),
            ended_at__isnull=True,
        )

    def with_open_appeal(self, on: date) -> Self:
        """Those in force whose appeal nobody has decided."""
        return self.in_force(on).filter(appealed_at__isnull=False, appeal_decided_at__isnull=True)


class CommentingWithdrawal(PublicIdModel):
    """That a person may not comment: from when, until when, why, and what became of the appeal."""

    class Outcome(models.TextChoices):
        """What an appeal comes to."""

        UPHELD = "upheld", _("The withdrawal stands")
        LIFTED = "lifted", _("The right to comment was given back")

    # What was held against a person goes with them.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    force = models.ForeignKey(
        # Where it holds: on the local pages of this force, or without one everywhere.
        # A force is closed, never deleted.
        Node,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    comment = models.ForeignKey(
        # The comment that led to it, as long as there is one.
        PageComment,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(max_length=LONGEST_REASON)
    ends_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        # It stands when the person who decided has left; so for the two below.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Given back before its day, or found to be past it.
    ended_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    appeal = models.TextField(max_length=LONGEST_APPEAL, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_outcome = models.CharField(max_length=6, choices=Outcome, blank=True)
    appeal_answer = models.TextField(max_length=LONGEST_REASON, blank=True)
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two editors at once withdraw the right once.
            models.UniqueConstraint(
                fields=["person", "force"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="cms_one_live_withdrawal",
            ),
            # Nobody decides in a matter of their own, not by a forged form either.
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("person")),
                name="cms_no_withdrawal_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("person")),
                name="cms_no_lifting_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_by__isnull=True)
                | (
                    ~Q(appeal_decided_by=F("person"))
                    & (Q(withdrawn_by__isnull=True) | ~Q(appeal_decided_by=F("withdrawn_by")))
                ),
                name="cms_appeal_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_at__isnull=True, appeal_outcome="")
                | (
                    Q(appealed_at__isnull=False, appeal_decided_at__isnull=False)
                    & ~Q(appeal_outcome="")
                ),
                name="cms_only_an_appeal_is_decided",
            ),
        ]
        indexes = [models.Index(fields=["withdrawn_at"], name="cms_withdrawals_by_time")]

    def __str__(self) -> str:
        return str(self.public_id)

    def is_in_force(self, on: date) -> bool:
        """Whether the person may not comment on that day."""
        return self.ended_at is None and (self.ends_on is None or self.ends_on > on)

    @property
    def has_open_appeal(self) -> bool:
        """Whether the person's words wait for an answer."""
        return self.appealed_at is not None and self.appeal_decided_at is None
