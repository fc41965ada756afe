"""Keeps a person's place in a module, whichever device they read on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from learning.exceptions import SectionGoneError
from learning.models import Completion, ModulePage, ModuleProgress, ModuleSection
from learning.outline import next_key
from learning.selectors.quiz import quiz_of_revision
from learning.services.completion import record_completion


def record_visit(*, person: User, module: ModulePage, key: UUID, now: datetime) -> None:
    """Remember that the person has this section open; writes only when that is news."""
    mine = ModuleProgress.objects.filter(person=person, module=module)
    if mine.exclude(current_key=key).update(current_key=key, updated_at=now):
        return
    if not mine.exists():
        # Two tabs may open the first section at once; one row is enough.
        ModuleProgress.objects.bulk_create(
            [
                ModuleProgress(
                    person=person, module=module, current_key=key, started_at=now, updated_at=now
                )
            ],
            ignore_conflicts=True,
        )


@transaction.atomic
def save_section(*, person: User, module: ModulePage, key: UUID, now: datetime) -> int | None:
    """Count a section as seen, read or skipped alike; return the number of the next, or None.

    Raises SectionGoneError if the published module no longer has the section.
    """
    keys = list(
        ModuleSection.objects.filter(page=module)
        .order_by("sort_order", "pk")
        .values_list("key", flat=True)
    )
    if key not in keys:
        raise SectionGoneError(
            _("This module has changed since you opened it. Your place has been kept.")
        )
    progress = _lock_progress(person, module, now)
    following = next_key(keys, progress.seen_keys, key)
    if key not in progress.seen_keys:
        progress.seen_keys.append(key)
    progress.current_key = following or key
    progress.updated_at = now
    progress.save(update_fields=["seen_keys", "current_key", "updated_at"])
    if set(keys) <= set(progress.seen_keys):
        _complete_by_reading(person, module, now)
    return keys.index(following) + 1 if following else None


def _complete_by_reading(person: User, module: ModulePage, now: datetime) -> None:
    """Where there is no quiz, the last section completes the module; once for each revision."""
    revision_id = module.live_revision_id
    if revision_id is None or (published := quiz_of_revision(revision_id)).questions:
        return
    if Completion.objects.filter(person=person, revision_id=revision_id).exists():
        return
    record_completion(
        person=person,
        module=module,
        published=published,
        completed_on=timezone.localdate(now),
        score=None,
        source=Completion.Source.READING,
    )


def _lock_progress(person: User, module: ModulePage, now: datetime) -> ModuleProgress:
    # Two devices that save at once each add their own section to what the other saved.
    progress, _created = ModuleProgress.objects.select_for_update().get_or_create(
        person=person, module=module, defaults={"started_at": now, "updated_at": now}
    )
    return progress
