"""Starts an attempt, keeps its answers as they are given, and marks it once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.sanitise import plain_text
from learning.attempt_limits import Allowance
from learning.exceptions import AttemptClosedError, IncompleteAnswersError, QuizNotOpenError
from learning.marking import Score, is_complete, score_quiz
from learning.models import Completion, ModulePage, QuizAttempt, Reflection
from learning.quiz import Answer, Question
from learning.selectors.modules import module_outline
from learning.selectors.quiz import (
    PublishedQuiz,
    attempts_allowed,
    attempts_of,
    open_attempt,
    quiz_of_revision,
)
from learning.services.completion import record_completion

REFLECTION_LENGTH = 2000


@transaction.atomic
def start_attempt(*, person: User, module: ModulePage, now: datetime) -> QuizAttempt:
    """Return the open attempt, or a new one on the revision that is live now.

    Raises QuizNotOpenError while sections are unread, or when the attempts are used up.
    """
    existing = open_attempt(module, person)
    if existing is not None:
        return existing
    if module.live_revision_id is None or not quiz_of_revision(module.live_revision_id).questions:
        raise QuizNotOpenError(_("This module has no quiz."))
    if not module_outline(module, person).all_seen:
        raise QuizNotOpenError(_("Read or skip every section first. Then the quiz opens."))
    _refuse_when_used_up(attempts_allowed(module, attempts_of(module, person), now))
    attempt, _created = QuizAttempt.objects.get_or_create(
        person=person,
        module=module,
        submitted_at=None,
        defaults={"revision_id": module.live_revision_id, "started_at": now, "saved_at": now},
    )
    return attempt


def _refuse_when_used_up(left: Allowance) -> None:
    if left.allowed:
        return
    if left.again_at is None:
        raise QuizNotOpenError(
            _("You have used all attempts at this quiz. Talk to your supervisor about what next.")
        )
    again_at = date_format(timezone.localtime(left.again_at), "j F Y, H:i")
    raise QuizNotOpenError(
        _("You can take this quiz again from %(again_at)s.") % {"again_at": again_at}
    )


@transaction.atomic
def save_answer(*, attempt: QuizAttempt, question: Question, answer: Answer, now: datetime) -> None:
    """Keep an answer, finished or not; raise AttemptClosedError once the attempt is handed in."""
    locked = _lock_open(attempt)
    locked.answers[question.id] = dict(answer)
    locked.saved_at = now
    locked.save(update_fields=["answers", "saved_at"])


@transaction.atomic
def save_reflection(*, attempt: QuizAttempt, question: Question, text: str, now: datetime) -> None:
    """Keep what the person wrote for themselves, sealed; an empty text removes it."""
    locked = _lock_open(attempt)
    clean = plain_text(text, max_length=REFLECTION_LENGTH)
    Reflection.objects.filter(attempt=locked, question_id=question.id).delete()
    if clean:
        Reflection.objects.create(attempt=locked, question_id=question.id, text=clean)
    locked.saved_at = now
    locked.save(update_fields=["saved_at"])


@transaction.atomic
def submit_attempt(*, attempt: QuizAttempt, now: datetime) -> QuizAttempt:
    """Mark the attempt and, if it passes, record the completion. A second call changes nothing.

    Raises IncompleteAnswersError while a marked question has no full answer.
    """
    locked = _lock(attempt)
    if locked.submitted_at is not None:
        return locked
    published = quiz_of_revision(locked.revision_id)
    _refuse_incomplete(locked, published)
    score = score_quiz(published.questions, locked.answers)
    locked.submitted_at = locked.saved_at = now
    locked.correct, locked.marked = score.correct, score.marked
    locked.passed = score.passes(published.pass_mark)
    if locked.passed:
        locked.completion = _complete(locked, published, score, now)
    locked.save()
    return locked


def _refuse_incomplete(attempt: QuizAttempt, published: PublishedQuiz) -> None:
    for question in published.questions:
        if not is_complete(question, attempt.answers.get(question.id, {})):
            raise IncompleteAnswersError(
                _("Some questions have no full answer yet. Your answers so far are saved.")
            )


def _complete(
    attempt: QuizAttempt, published: PublishedQuiz, score: Score, now: datetime
) -> Completion:
    return record_completion(
        person=attempt.person,
        module=attempt.module,
        published=published,
        completed_on=timezone.localdate(now),
        score=score.percent,
        # Where nothing is marked, reading is what was done.
        source=Completion.Source.QUIZ if score.marked else Completion.Source.READING,
    )


def _lock(attempt: QuizAttempt) -> QuizAttempt:
    # Two tabs, two devices or two clicks take turns here.
    return (
        QuizAttempt.objects.select_for_update(of=("self",))
        .select_related("person", "module")
        .get(pk=attempt.pk)
    )


def _lock_open(attempt: QuizAttempt) -> QuizAttempt:
    locked = _lock(attempt)
    if locked.submitted_at is not None:
        raise AttemptClosedError(_("You have already handed in this quiz."))
    return locked
