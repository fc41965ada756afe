"""Two clicks at once: one attempt, one result, one record of progress with both sections in it."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from learning.models import Completion, ModulePage, ModuleProgress, QuizAttempt
from learning.services import save_section, start_attempt, submit_attempt
from tests.factories.learning import answer_quiz, make_module, read_sections, section_keys
from tests.factories.organisation import TeamFactory, person_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> None:
    """Run every act in a thread of its own, all starting together; fail if any does."""
    gate, failures = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def officer_and_module() -> tuple[User, ModulePage]:
    return person_in(TeamFactory()), make_module()


def test_two_devices_that_save_at_once_keep_both_sections() -> None:
    officer, module = officer_and_module()
    first, second, _third = section_keys(module)
    now = timezone.now()
    at_once(
        lambda: save_section(person=officer, module=module, key=first, now=now),
        lambda: save_section(person=officer, module=module, key=second, now=now),
    )
    assert set(ModuleProgress.objects.get().seen_keys) == {first, second}


def test_two_clicks_on_start_make_one_attempt() -> None:
    officer, module = officer_and_module()
    read_sections(officer, module)
    now = timezone.now()
    at_once(*[lambda: start_attempt(person=officer, module=module, now=now)] * 3)
    assert QuizAttempt.objects.count() == 1


def test_handing_in_twice_at_once_makes_one_completion() -> None:
    officer, module = officer_and_module()
    read_sections(officer, module)
    attempt = start_attempt(person=officer, module=module, now=timezone.now())
    answer_quiz(attempt)
    at_once(*[lambda: submit_attempt(attempt=attempt, now=timezone.now())] * 3)
    assert Completion.objects.count() == 1
    assert QuizAttempt.objects.get().passed
