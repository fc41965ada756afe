"""One text that people of the demo may agree to."""

from collections.abc import Callable

from django.utils import timezone

from privacy.models import ConsentText
from privacy.services import publish_consent_text

SLUG = "feedback"
TITLE = "Being asked what you think of Lodestar"
BODY = """\
We would like to ask you from time to time what works for you here and what does not.

If you agree, we may show you a short question or write to your work address, at most four times \
a year. You can ignore every question. What you answer is used to improve this service and for \
nothing else: it never reaches your manager, and it says nothing about your learning or your \
wellbeing.

You can take your agreement back at any time on this page. Nothing else changes when you do.
"""


def seed(report: Callable[[str], None]) -> None:
    """Publish the text once."""
    if ConsentText.objects.filter(slug=SLUG).exists():
        return
    publish_consent_text(slug=SLUG, title=TITLE, body=BODY, now=timezone.now())
    report("One text to agree to.")
