"""The key that opens one person's answers; destroying it destroys them."""

from django.db import models

from wellbeing.models.answer import REF_LENGTH


class SubjectKey(models.Model):
    """A person's data key, wrapped by a key that lies outside the database."""

    subject_ref = models.CharField(max_length=REF_LENGTH, primary_key=True)
    wrapped = models.TextField()

    def __str__(self) -> str:
        return "Key"
