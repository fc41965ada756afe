"""What learning is marked: a page keeps the highest marking of what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Revision

from cms.models import Marking
from learning.models import Completion, Confirmation, ModulePage
from learning.selectors.confirming import ToConfirm
from learning.selectors.quiz import PublishedQuiz
from learning.selectors.record import KeptCompletion
from learning.selectors.team import TeamLearning
from learning.standing import Item

SENSITIVE = Marking.OFFICIAL_SENSITIVE


@dataclass(frozen=True)
class Marked:
    """A marking, as templates ask a page for its own."""

    marking: Marking

    @property
    def is_sensitive(self) -> bool:
        """Whether it is OFFICIAL-SENSITIVE."""
        return self.marking is SENSITIVE

    @property
    def get_marking_display(self) -> str:
        """The marking in words."""
        return str(self.marking.label)


def marking_of_quiz(module: ModulePage, shown: PublishedQuiz) -> Marked:
    """Return the marking of the module or of the quiz that is shown, whichever is higher."""
    return _marked(sensitive=module.is_sensitive or shown.is_sensitive)


def marking_of_completion(completion: Completion) -> Marked:
    """Return the marking of the module that was completed, as it was then or is now."""
    is_sensitive = completion.module.is_sensitive or _was_sensitive(completion.revision_id)
    return _marked(sensitive=is_sensitive)


def marking_of_record(
    completions: Iterable[KeptCompletion],
    confirmations: Iterable[Confirmation],
    items: Iterable[Item],
    to_confirm: Iterable[ToConfirm] = (),
) -> Marked:
    """Return the highest marking of all that a record names."""
    if any(item.module.is_sensitive for item in items):
        return _marked(sensitive=True)
    if any(change.is_sensitive for change in to_confirm):
        return _marked(sensitive=True)
    if any(done.version.is_sensitive for done in confirmations):
        return _marked(sensitive=True)
    kept = Completion.objects.filter(pk__in=[one.completion.pk for one in completions])
    return _marked(sensitive=kept.filter(sensitive_completions()).exists())


def marking_of_team_page(found: TeamLearning) -> Marked:
    """Return the highest marking of all that the page of a line names, its filters too."""
    return _marked(sensitive=found.offers_sensitive)


def marking_of_team_list(found: TeamLearning) -> Marked:
    """Return the highest marking of all that is in the list to take away."""
    items = (item for person in found.people for item in person.items)
    return _marked(sensitive=any(item.module.is_sensitive for item in items))


def sensitive_completions() -> Q:
    """Completions of a module that is OFFICIAL-SENSITIVE, or was when it was learned."""
    return Q(module__marking=SENSITIVE) | Q(revision__content__marking=SENSITIVE)


def _was_sensitive(revision_id: int) -> bool:
    shown = Revision.objects.filter(pk=revision_id, content__marking=SENSITIVE)
    return bool(shown.exists())


def _marked(*, sensitive: bool) -> Marked:
    return Marked(SENSITIVE if sensitive else Marking.OFFICIAL)
