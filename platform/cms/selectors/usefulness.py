"""What readers answered when they were asked whether a page was useful, once there is enough."""

from typing import Final

from django.db.models import F, QuerySet

from cms.models import BasePage, PageUsefulness

# Fewer answers would tell of single readers, and nothing of the page.
LEAST_ANSWERS: Final = 5


def shown_answers() -> "QuerySet[PageUsefulness]":
    """The months of pages that have enough answers to be shown."""
    rows = PageUsefulness.objects.annotate(answers=F("useful") + F("not_useful"))
    return rows.filter(answers__gte=LEAST_ANSWERS).select_related("page")


def answers_about(page: BasePage) -> "QuerySet[PageUsefulness]":
    """The same for one page, the newest month first."""
    return shown_answers().filter(page=page)
