"""The limits of confidentiality, version by version, as both sides accept them.

In code rather than in the table of consents: an agreement there is an event in the log, and would
say that somebody asked for support. A changed text is a new version at the end of the tuple;
whoever accepted an earlier one keeps that number on their request or offer.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peer_support.exceptions import LimitsChangedError


@dataclass(frozen=True)
class LimitsText:
    """One version: what stays between the two, and what cannot."""

    version: int
    published_on: date
    stays: tuple[Promise, ...]
    cannot_stay: tuple[Promise, ...]
    is_not: tuple[Promise, ...]


VERSIONS: tuple[LimitsText, ...] = (
    LimitsText(
        version=1,
        published_on=date(2026, 11, 22),
        stays=(
            _("Nobody else learns that you asked or talked: no manager, no administrator."),
            _("What the two of you write can be read by the two of you alone."),
            _("It is erased 30 days after either of you ends the conversation."),
        ),
        cannot_stay=(
            _("If somebody is at risk of serious harm, help has to be told."),
            _("Officers and staff must report misconduct or crime that they learn of."),
            _("What is written may have to be disclosed, if a court or an inquiry orders it."),
            _(
                "If a concern is raised, a safeguarding lead may read the conversation for an "
                "hour, and see who you are. A second person must agree first, and you are both "
                "told afterwards."
            ),
        ),
        is_not=(
            _("It is not counselling, not TRiM, and not for emergencies."),
            _("It is never about a live case: no victim, suspect or case details."),
        ),
    ),
)


def current_limits() -> LimitsText:
    """Return the version that is shown and accepted today."""
    return VERSIONS[-1]


def check_accepted(version: int | None) -> int:
    """Return the version if it is the current one; raise LimitsChangedError if not."""
    if version != current_limits().version:
        raise LimitsChangedError
    return current_limits().version
