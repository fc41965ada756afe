"""Takes in what a reader says about the site, and tells those who should deal with it."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from cms.models import BasePage, Feedback
from cms.notification_kinds import FEEDBACK_WAITS
from cms.selectors.feedback import keepers_of_feedback
from core.sanitise import plain_text
from core.telling import tell

LONGEST = 1000
# A sweep that did not run for some days makes up for it.
TOLD_WITHIN = timedelta(days=7)


@transaction.atomic
def take_feedback(
    *, doing: str, problem: str, address: str, page: BasePage | None, today: date
) -> Feedback:
    """Keep the message, new and with nobody's name; raise DomainError if it is too long."""
    return Feedback.objects.create(
        page=page,
        address=address,
        doing=plain_text(doing, max_length=LONGEST),
        problem=plain_text(problem, max_length=LONGEST),
        received_on=today,
    )


@transaction.atomic
def tell_of_feedback(*, today: date) -> int:
    """Tell each keeper once of the messages of a day, when it is over; return how many wait.

    Never on the day itself: the hour of the notice would be the hour of the message.
    """
    waiting = Feedback.objects.filter(
        state=Feedback.State.NEW,
        received_on__lt=today,
        received_on__gte=today - TOLD_WITHIN,
    )
    # Many of a day about one page go to the same people.
    alike = {
        (message.page_id, message.assigned_to_id, message.received_on): message
        for message in waiting.select_related("page", "assigned_to")
    }
    for message in alike.values():
        for person in keepers_of_feedback(message.page, message.assigned_to):
            tell(
                recipient=person,
                kind=FEEDBACK_WAITS,
                subject_key=message.received_on.isoformat(),
                url=reverse("wagtailsnippets_cms_feedback:list"),
            )
    return len(waiting)
