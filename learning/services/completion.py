"""Records that a person completed a module, and asks them for it no longer."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.events import record_event
from learning.models import Completion, ModulePage
from learning.selectors.changes import reopened_modules
from learning.selectors.quiz import PublishedQuiz
from learning.services.telling_of_changes import url_to_confirm
from notifications.services import settle_told
from organisation.selectors import force_of


def record_completion(
    *,
    person: User,
    module: ModulePage,
    published: PublishedQuiz,
    completed_on: date,
    score: int | None,
    source: Completion.Source,
) -> Completion:
    """Write the record and its event; the caller's transaction holds both.

    published: the revision that was learned, which need not be the one live today.
    """
    completion = Completion.objects.create(
        person=person,
        module=module,
        revision_id=published.revision_id,
        module_title=published.title,
        version_label=published.version_label,
        published_on=published.published_on,
        completed_on=completed_on,
        score=score,
        source=source,
    )
    _settle_notices(person, module)
    force = force_of(person, completed_on)
    record_event(
        actor=person,
        action="learning.module_completed",
        force_id=force.pk if force else None,
        target=f"learning.completion:{completion.public_id}",
        # The score is nobody's business but the person's.
        details={
            "module": module.slug,
            "version": published.version_label,
            "source": str(source.value),
        },
    )
    return completion


def _settle_notices(person: User, module: ModulePage) -> None:
    """Let no mail ask for it any more, unless what was learned is what stood before a change."""
    now = timezone.now()
    if module.pk in reopened_modules([person.pk], timezone.localdate(now)).get(person.pk, {}):
        return
    for url in (
        reverse("learning:module", args=[module.slug]),
        url_to_confirm(module.translation_key),
    ):
        settle_told(recipient=person, url=url, now=now)
