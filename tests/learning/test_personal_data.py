"""What a person gets of their learning, what erasure leaves, and what time takes away."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from learning.models import Completion, ModulePage, ModuleProgress, QuizAttempt, Reflection
from learning.personal_data import DECLARATIONS
from learning.retention import RULES
from learning.selectors.quiz import quiz_of_revision
from learning.services import save_reflection, start_attempt
from tests.factories.learning import complete, read_sections, take_quiz
from tests.factories.organisation import TeamFactory, person_in


def learn_a_lot(person: User, module: ModulePage) -> None:
    take_quiz(person, module)
    attempt = start_attempt(person=person, module=module, now=timezone.now())
    thought = quiz_of_revision(attempt.revision_id).questions[3]
    save_reflection(attempt=attempt, question=thought, text="Slower.", now=timezone.now())


def test_a_person_gets_everything_that_is_theirs(officer: User, module: ModulePage) -> None:
    learn_a_lot(officer, module)
    found = {declared.model: declared.export(officer) for declared in DECLARATIONS}
    assert found[Reflection] == [{"module": "Listening", "text": "Slower."}]
    assert len(found[QuizAttempt]) == 2
    assert found[ModuleProgress][0]["sections_done"] == 3
    assert found[Completion][0]["score"] == 100


def test_a_person_gets_nothing_of_anyone_else(officer: User, module: ModulePage) -> None:
    learn_a_lot(person_in(TeamFactory()), module)
    assert all(declared.export(officer) == [] for declared in DECLARATIONS)


def test_erasure_leaves_a_completion_without_a_person_and_nothing_else(
    officer: User, module: ModulePage
) -> None:
    other = person_in(TeamFactory())
    learn_a_lot(officer, module)
    complete(other, module, date(2026, 1, 1))
    for declared in DECLARATIONS:
        declared.erase(officer)
    assert not Reflection.objects.exists()
    assert not QuizAttempt.objects.exists()
    assert not ModuleProgress.objects.exists()
    people = Completion.objects.order_by("pk").values_list("person", flat=True)
    assert list(people) == [None, other.pk]


def test_time_takes_what_was_left_unfinished_and_old_answers_but_no_completion(
    officer: User, module: ModulePage
) -> None:
    learn_a_lot(officer, module)
    long_ago = timezone.now() - timedelta(days=2000)
    ModuleProgress.objects.update(updated_at=long_ago)
    QuizAttempt.objects.update(saved_at=long_ago)
    QuizAttempt.objects.filter(submitted_at__isnull=False).update(submitted_at=long_ago)
    now = timezone.now()
    assert [rule.purge(now - rule.keep_for, 100) for rule in RULES] == [1, 1, 1, 0]
    assert [rule.purge(now - rule.keep_for, 100) for rule in RULES] == [0, 0, 0, 0]
    assert Completion.objects.count() == 1


def test_what_is_recent_stays(officer: User, module: ModulePage) -> None:
    learn_a_lot(officer, module)
    read_sections(officer, module)
    now = timezone.now()
    assert [rule.purge(now - rule.keep_for, 100) for rule in RULES] == [0, 0, 0, 0]
