"""Records that a person completed a module."""

from datetime import date

from accounts.models import User
from core.events import record_event
from learning.models import Completion, ModulePage
from learning.selectors.quiz import PublishedQuiz
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
