"""The force's part of the help block; whatever happens to it, the page and the rest stay."""

import logging

from django import template
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from wellbeing.selectors.help import help_at_force_of

logger = logging.getLogger(__name__)
register = template.Library()

OWN_FORCE = "wellbeing/includes/force_help.html"


@register.simple_tag(takes_context=True)
def force_help(context: template.Context) -> SafeString:
    """How to reach somebody at the reader's own force, or in general where that is not known."""
    try:
        return render_to_string(OWN_FORCE, _filled_in(context))
    except Exception:  # the lines above are shown whatever can go wrong here, known or not
        logger.exception("wellbeing.force_help_failing")
    return render_to_string(OWN_FORCE, {})


def _filled_in(context: template.Context) -> dict[str, object]:
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return {}
    # On its own, so that a query that fails does not spoil the page's transaction.
    with transaction.atomic():
        said = help_at_force_of(user)
    if said is None:
        return {}
    return {
        "services": said.filled_in,
        "checked_on": said.checked_on if said.needs_review(timezone.localdate()) else None,
    }
