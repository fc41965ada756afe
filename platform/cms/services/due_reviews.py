"""Tells those who keep pages that their review date has come."""

from datetime import date

from django.urls import reverse

from cms.notification_kinds import NOBODYS_REVIEW_DUE, REVIEW_DUE
from cms.selectors.editors_home import pages_due
from cms.selectors.links import keepers_of_page
from core.telling import tell


def tell_of_due_reviews(*, today: date) -> int:
    """Tell each owner once a page and date; return how many pages are due.

    Of a page whose owner does not write there, everybody who does is told.
    """
    due = pages_due(today).filter(live=True).order_by("pk")
    for page in due:
        for person in keepers_of_page(page):
            tell(
                recipient=person,
                kind=REVIEW_DUE if person.pk == page.content_owner_id else NOBODYS_REVIEW_DUE,
                subject_key=f"{page.translation_key}:{page.next_review_on}",
                url=reverse("wagtailadmin_home"),
            )
    return len(due)
