"""One go at a quiz, on the revision that it was started on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Revision

from core.crypto.fields import EncryptedTextField
from core.models import PublicIdModel
from learning.models.completion import Completion
from learning.models.module import ModulePage


class QuizAttempt(PublicIdModel):
    """Answers as they stand, and the result once they were handed in; for the person's eyes."""

    # Private to the person: it goes with the account.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiz_attempts"
    )
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="attempts")
    # The questions that the answers belong to; clearing out old revisions must spare it.
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    # learning.quiz.Answers: question id -> option id -> position.
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    correct = models.PositiveSmallIntegerField(null=True)
    marked = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    # A completion is never deleted, so this never needs to be taken back.
    completion = models.OneToOneField(
        Completion, null=True, on_delete=models.PROTECT, related_name="attempt"
    )

    class Meta:
        constraints = [
            # Two clicks on "Start" are one attempt.
            models.UniqueConstraint(
                fields=["person", "module"],
                condition=Q(submitted_at__isnull=True),
                name="learning_attempt_one_open",
            ),
            # A result is there as a whole or not at all.
            models.CheckConstraint(
                condition=Q(
                    submitted_at__isnull=True,
                    correct__isnull=True,
                    marked__isnull=True,
                    passed__isnull=True,
                )
                | Q(
                    submitted_at__isnull=False,
                    correct__isnull=False,
                    marked__isnull=False,
                    passed__isnull=False,
                ),
                name="learning_attempt_result_with_submission",
            ),
            models.CheckConstraint(
                condition=Q(correct__isnull=True) | Q(correct__lte=models.F("marked")),
                name="learning_attempt_correct_within_marked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Reflection(PublicIdModel):
    """What a person wrote for themselves: sealed, never marked, and shown to nobody else."""

    # Goes with the attempt, and so with the account.
    attempt = models.ForeignKey(QuizAttempt, on_delete=models.CASCADE, related_name="reflections")
    question_id = models.CharField(max_length=36)
    text = EncryptedTextField()

    class Meta:
        constraints = [
            # Saving twice at once must not leave an older text beside the newer.
            models.UniqueConstraint(
                fields=["attempt", "question_id"], name="learning_reflection_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
