"""Which pages somebody has answered about, as long as their session lasts: so they are asked once.

Sessions are sealed. Nothing is noted for pages on wellbeing, nor for whoever has not signed in,
who would get a session only for this: they are asked again, and may be counted again.
"""

from typing import Final

from django.http import HttpRequest

from cms.models import BasePage, Pillar

KEY: Final = "pages_answered"
# A session stays small; whoever answers more often is asked again about the first pages.
MOST_NOTED: Final = 100


def has_answered(request: HttpRequest, page: BasePage) -> bool:
    """Whether the person said in this session whether the page was useful."""
    return request.user.is_authenticated and _name(page) in request.session.get(KEY, [])


def note_answer(request: HttpRequest, page: BasePage) -> None:
    """Remember that they did, where that tells nothing of them."""
    if not request.user.is_authenticated or Pillar.PEOPLE in page.pillars:
        return
    request.session[KEY] = [*request.session.get(KEY, []), _name(page)][-MOST_NOTED:]


def _name(page: BasePage) -> str:
    return str(page.translation_key)
