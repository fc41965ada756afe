"""What looks like a detail of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseDetailKind(models.TextChoices):
    """The shapes that the guard knows."""

    EMAIL = "email", _("an e-mail address")
    NHS_NUMBER = "nhs_number", _("an NHS number")
    INSURANCE_NUMBER = "insurance_number", _("a National Insurance number")
    CRIME_NUMBER = "crime_number", _("a crime, incident or record number")
    PHONE = "phone", _("a phone number")
    BIRTH_DATE = "birth_date", _("a date of birth")
