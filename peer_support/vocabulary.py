"""The words that requests and supporters share: topics, languages, ways to meet, times."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a supporter is trained in and a request may be about; codes, never a story."""

    TRAUMA = "trauma", _("What the work leaves behind")
    WORKLOAD = "workload", _("Workload and pressure")
    MORAL_INJURY = "moral_injury", _("When what is right was not possible")
    SLEEP = "sleep", _("Sleep and tiredness")
    DIGITAL_MATERIAL = "digital_material", _("Viewing distressing images and recordings")
    COURT = "court", _("Giving evidence and outcomes at court")
    CONFLICT = "conflict", _("Conflict at work")
    DISCRIMINATION = "discrimination", _("Discrimination and belonging")
    COMPLAINT = "complaint", _("Being complained about or under review")
    FAMILY = "family", _("Family and relationships")
    BEREAVEMENT = "bereavement", _("Loss and grief")
    OWN_EXPERIENCE = "own_experience", _("Own experience of abuse or violence")
    HEALTH = "health", _("Illness, injury or disability")
    MENOPAUSE = "menopause", _("Menopause")
    PARENTHOOD = "parenthood", _("Becoming or being a parent")
    RETURNING = "returning", _("Coming back after an absence")
    ALCOHOL = "alcohol", _("Alcohol or other habits")
    NEW_ROLE = "new_role", _("New to the role or the team")


class Language(models.TextChoices):
    """Languages in which a conversation can be held."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    BSL = "bfi", _("British Sign Language")
    ARABIC = "ar", _("Arabic")
    BENGALI = "bn", _("Bengali")
    FRENCH = "fr", _("French")
    GUJARATI = "gu", _("Gujarati")
    PANJABI = "pa", _("Panjabi")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    ROMANIAN = "ro", _("Romanian")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TURKISH = "tr", _("Turkish")
    URDU = "ur", _("Urdu")


class Mode(models.TextChoices):
    """How the two meet."""

    REMOTE = "remote", _("Remotely: by message, telephone or video")
    IN_PERSON = "in_person", _("In person")


class Gender(models.TextChoices):
    """As the supporter describes themselves; a requester may wish for one."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    NON_BINARY = "non_binary", _("Non-binary")
    NOT_SAID = "not_said", _("Prefer not to say")


class ForceWish(models.TextChoices):
    """Whether the supporter should know the force from inside."""

    NONE = "", _("I don’t mind")
    SAME = "same", _("From my own force")
    OTHER = "other", _("From another force")


DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
PARTS = (("am", _("morning")), ("pm", _("afternoon")), ("eve", _("evening")))
# Availability, the same for both sides: "mon_am" to "sun_eve".
SLOTS = tuple((f"{day}_{part}", (words, when)) for day, words in DAYS for part, when in PARTS)
SLOT_CODES = tuple(code for code, _words in SLOTS)


class LengthBand(models.TextChoices):
    """How long a session took, no more exactly than this."""

    UP_TO_15 = "up_to_15", _("Up to 15 minutes")
    UP_TO_30 = "up_to_30", _("15 to 30 minutes")
    UP_TO_60 = "up_to_60", _("30 minutes to an hour")
    LONGER = "longer", _("More than an hour")


class Outcome(models.TextChoices):
    """What became of a pairing, as a code: no notes."""

    LISTENED = "listened", _("Listened; nothing more was needed")
    SIGNPOSTED = "signposted", _("Pointed to other help")
    ONGOING = "ongoing", _("Goes on")
    NOT_MET = "not_met", _("Did not meet")
