"""What somebody else saved on a page while a form of it was open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import User
from cms.checking.texts import pieces_of
from cms.models import BasePage
from cms.sameness import Plain, content_of
from cms.word_changes import Passage, compare

Posted = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, and the paragraphs in which words came or went."""

    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SavedSince:
    """Who saved the page meanwhile, when, and what is different since."""

    person: str
    saved_at: datetime
    changes: tuple[FieldChange, ...]
    compare_url: str


def saved_since(page: BasePage, posted: Posted, typed: Plain, person: User) -> SavedSince | None:
    """What others saved after the person opened the form; None if nothing but comments.

    typed: what the form holds, to compare with where the version that it opened with is gone.
    """
    seen = str(posted.get("overwrite_revision_id") or posted.get("loaded_revision_id") or "")
    # Their own does not count: the editor saves by itself while they press the button.
    newer = page.revisions.exclude(user=person).order_by("-pk").first()
    if newer is None or not seen.isdecimal() or _is_known(newer, int(seen), posted):
        return None
    before = _as_opened(page, newer, int(seen))
    changes = tuple(_changes(page, typed if before is None else before, newer.content))
    if not changes:
        return None
    saved_by = newer.user.get_full_name() if newer.user else _("Somebody")
    return SavedSince(saved_by, newer.created_at, changes, _compare_url(page, before, seen, newer))


def _is_known(newer: Revision, seen: int, posted: Posted) -> bool:
    if newer.pk != seen:
        return bool(newer.pk < seen)
    # The editor that saves by itself writes over its own last version, under the same key.
    loaded_at = posted.get("loaded_revision_created_at")
    return not loaded_at or bool(loaded_at == newer.created_at.isoformat())


def _as_opened(page: BasePage, newer: Revision, seen: int) -> Plain | None:
    if newer.pk == seen:
        return None
    opened = page.revisions.filter(pk=seen).first()
    return None if opened is None else opened.content


def _changes(page: BasePage, before: Plain, after: Plain) -> Iterator[FieldChange]:
    old, new = content_of(before), content_of(after)
    for name in new:
        if old.get(name) != new[name]:
            passages = compare(_words(name, before), _words(name, after))
            yield FieldChange(_label(page, name), tuple(p for p in passages if p.is_changed))


def _words(name: str, state: Plain) -> list[str]:
    texts = [piece.text for piece in pieces_of({name: state.get(name)})]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _label(page: BasePage, name: str) -> str:
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(capfirst(str(getattr(field, "verbose_name", name))))


def _compare_url(page: BasePage, before: Plain | None, seen: str, newer: Revision) -> str:
    if before is None:
        return ""
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, seen, newer.pk])
