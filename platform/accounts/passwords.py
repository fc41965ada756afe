"""Rules for passwords: long, not common, not made of the person's own details. Nothing else.

No rules about kinds of character and no forced change: both make people choose weaker
passwords (National Cyber Security Centre, "Password policy: updating your approach").
"""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """At least min_length characters."""

    def get_error_message(self) -> str:
        return ngettext(
            "Password must be %(min_length)d character or more",
            "Password must be %(min_length)d characters or more",
            self.min_length,
        ) % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("Use %(min_length)d characters or more. Three random words work well.") % {
            "min_length": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    """Not among the passwords that are tried first."""

    def get_error_message(self) -> str:
        return _("Choose a password that is harder to guess: this one is on a list of common ones")

    def get_help_text(self) -> str:
        return _("Do not use a common password.")


class NotAboutYou(UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def get_error_message(self) -> str:
        return _("Choose a password that is not like your name or email address")

    def get_help_text(self) -> str:
        return _("Do not use your name or email address.")
