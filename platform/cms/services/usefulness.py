"""Counts whether a page was useful."""

from datetime import date

from django.db import transaction
from django.db.models import F

from cms.models import BasePage, PageUsefulness


@transaction.atomic
def count_answer(*, page: BasePage, is_useful: bool, today: date) -> None:
    """Add one to the page's month. Who said it is not kept, so it cannot be taken back."""
    row, _made = PageUsefulness.objects.get_or_create(page=page, month=today.replace(day=1))
    field = "useful" if is_useful else "not_useful"
    PageUsefulness.objects.filter(pk=row.pk).update(**{field: F(field) + 1})
