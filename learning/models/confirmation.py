"""The record that a person read a page again after a material change, and how far telling is."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.models import PageVersion
from core.models import PublicIdModel


class Confirmation(PublicIdModel):
    """One person, one version. A trigger refuses every change but taking the person's name off."""

    person = models.ForeignKey(
        # Erasure takes the person off and leaves the count of confirmations right.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="confirmations",
    )
    # What was read must stay known for as long as the record that says so.
    version = models.ForeignKey(PageVersion, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            # Two clicks, or two devices, confirm once.
            models.UniqueConstraint(
                fields=["person", "version"],
                condition=Q(person__isnull=False),
                name="learning_confirmation_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class ConfirmationAnswer(models.Model):
    """How often somebody answered the question of a change: theirs alone, and not kept for long.

    Apart from the record that they confirmed, so that no list of others can come near it.
    """

    # Private to the person, and gone with the account.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Means nothing without the question.
    version = models.ForeignKey(PageVersion, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    was_right = models.BooleanField(default=False)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two answers at once are counted one after the other, on one row.
            models.UniqueConstraint(
                fields=["person", "version"], name="learning_confirmation_answer_once"
            ),
        ]
        indexes = [models.Index(fields=["answered_at"], name="learning_answered")]

    def __str__(self) -> str:
        return str(self.pk)


class Announcement(models.Model):
    """How far those whom a version asks have been told of it; a sweep goes on from here."""

    # Nobody is told of what is no longer there.
    version = models.OneToOneField(PageVersion, on_delete=models.CASCADE, related_name="+")
    # The last post, by key, that was looked at: each batch moves it on in its own transaction.
    told_up_to = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
