"""The words that sort content: pillars, stages of the investigator's journey and markings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pillar(models.TextChoices):
    """The six pillars of the national operating model, in our own words."""

    SUSPECT = "suspect", _("Suspect-focused investigation")
    REPEAT = "repeat", _("Repeat suspects: find them, disrupt them")
    VICTIM = "victim", _("Engaging victims through procedural justice")
    PEOPLE = "people", _("Officer learning, development and wellbeing")
    DATA = "data", _("Using data to understand and improve performance")
    DIGITAL = "digital", _("Using digital material and technology well")


class Stage(models.IntegerChoices):
    """The investigator's journey in fifteen steps. The wording is ours and not official."""

    REPORT = 1, _("1 Report and first contact")
    SAFETY = 2, _("2 Safety and first account")
    FORENSIC = 3, _("3 Medical care and forensic opportunities")
    SUPPORT = 4, _("4 Specialist support and referrals")
    STRATEGY = 5, _("5 Investigation strategy and early advice")
    ACCOUNT = 6, _("6 The victim’s full account")
    SCENE = 7, _("7 Scenes, witnesses and local enquiries")
    DIGITAL = 8, _("8 Digital material")
    THIRD_PARTY = 9, _("9 Third-party material")
    SUSPECT = 10, _("10 The suspect: background, arrest and interview")
    REVIEW = 11, _("11 Supervision and review")
    DISCLOSURE = 12, _("12 Disclosure and case file")
    DECISION = 13, _("13 Charging decision")
    TRIAL = 14, _("14 Waiting for trial and court")
    AFTER = 15, _("15 After court or no further action")


class Marking(models.TextChoices):
    """The government security classification that is shown at the top and bottom of a page."""

    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


class EvidenceRating(models.TextChoices):
    """How well what a page says is known to work, from the most to the least."""

    STRONG = "strong", _("Strong: tested, and found to work more than once")
    MODERATE = "moderate", _("Moderate: tested, with limits")
    EMERGING = "emerging", _("Emerging: early results, or a good reason to expect it")
    PRACTICE = "practice", _("Practice: what experienced people do, not tested yet")


class ChangeKind(models.TextChoices):
    """What a published change asks of those who had read the page before."""

    MATERIAL = "material", _("Material: it changes what people must do, so they read it again")
    MINOR = "minor", _("Minor: corrected or clearer, nobody has to read it again")


class Remit(models.TextChoices):
    """What an approver reviews pages as."""

    SPECIALIST = "specialist", _("Specialist")
    LEGAL = "legal", _("Legal")
    SAFEGUARDING = "safeguarding", _("Safeguarding")


class ToolKind(models.TextChoices):
    """What a tool is for at the desk."""

    CHECKLIST = "checklist", _("Checklist")
    TEMPLATE = "template", _("Template")
    PAUSE_POINT = "pause_point", _("Pause point")
