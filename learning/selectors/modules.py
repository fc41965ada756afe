"""One module as one person sees it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from accounts.models import User
from cms.models import BasePage
from learning.models import (
    Completion,
    Confirmation,
    ModulePage,
    ModuleProgress,
    ModuleSection,
    QuizAttempt,
)
from learning.outline import Outline, SectionEntry


def module_outline(module: ModulePage, person: User) -> Outline:
    """Return the contents of the published module with the person's place, in two queries."""
    progress = (
        ModuleProgress.objects.filter(person=person, module=module)
        .values_list("seen_keys", "current_key")
        .first()
    )
    seen, current = progress or ([], None)
    return Outline(_entries(module, set(seen)), current, started=progress is not None)


def _entries(module: ModulePage, seen: set[UUID]) -> tuple[SectionEntry, ...]:
    rows = (
        ModuleSection.objects.filter(page=module)
        .order_by("sort_order", "pk")
        .values_list("key", "title", "minutes", "content_note")
    )
    return tuple(
        SectionEntry(number, key, title, minutes, note, key in seen)
        for number, (key, title, minutes, note) in enumerate(rows, start=1)
    )


def section_body(module: ModulePage, key: UUID) -> ModuleSection | None:
    """Return the one section that is shown, with its text."""
    found: ModuleSection | None = ModuleSection.objects.filter(page=module, key=key).first()
    return found


def latest_completion(module: ModulePage, person: User) -> Completion | None:
    """Return the person's last completion of the module."""
    return (
        Completion.objects.filter(person=person, module=module)
        .order_by("-completed_on", "-pk")
        .first()
    )


def modules_with_a_history(pages: Iterable[Page]) -> list[str]:
    """Return the titles of the modules, at or below these pages, that people have learned with."""
    below = _at_or_below(pages)
    if not below:
        return []
    learned_with = Q(pk__in=Completion.objects.values("module")) | Q(
        pk__in=QuizAttempt.objects.values("module")
    )
    titles = ModulePage.objects.filter(below).filter(learned_with).values_list("title", flat=True)
    return list(titles)


def pages_that_were_confirmed(pages: Iterable[Page]) -> list[str]:
    """Return the titles of the pages, at or below these, that people confirmed to have read."""
    below = _at_or_below(pages)
    if not below:
        return []
    read = BasePage.objects.filter(pk__in=Confirmation.objects.values("version__page"))
    return list(read.filter(below).values_list("title", flat=True))


def _at_or_below(pages: Iterable[Page]) -> Q:
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    return below
