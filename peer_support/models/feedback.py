"""Three questions at the end, tied to no pair."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def _answer() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Feedback(models.Model):
    """One person's answers, 1 to 5 each, in a month and nowhere nearer.

    The key is random and there is no time and no place: the order of rows tells nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    was_listened_to = _answer()
    felt_safe = _answer()
    would_ask_again = _answer()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answers at the end of a pairing")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
