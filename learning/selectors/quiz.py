"""A quiz as one person sees it: the questions of the right revision, and their own attempts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from cms.models import Marking
from learning.attempt_limits import Allowance, allowance
from learning.models import ModulePage, QuizAttempt, Reflection
from learning.quiz import Question, read_quiz


@dataclass(frozen=True)
class PublishedQuiz:
    """What a revision says about its quiz and about itself."""

    revision_id: int
    title: str
    version_label: str
    published_on: date
    pass_mark: int
    questions: tuple[Question, ...]
    is_sensitive: bool

    @property
    def marked(self) -> int:
        """How many questions count."""
        return sum(question.is_marked for question in self.questions)

    def question(self, number: int) -> Question | None:
        """The question in this place, from 1, if there is one."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None


def quiz_of_revision(revision_id: int) -> PublishedQuiz:
    """Return the quiz that a revision holds; reads no more of its content than that."""
    row = Revision.objects.values_list(
        "content__title",
        "content__version_label",
        "content__pass_mark",
        "content__quiz",
        "content__marking",
        "created_at",
    ).get(pk=revision_id)
    title, version_label, pass_mark, quiz, marking, created_at = row
    return PublishedQuiz(
        revision_id=revision_id,
        title=title,
        version_label=version_label,
        published_on=timezone.localdate(created_at),
        pass_mark=pass_mark,
        questions=read_quiz(json.loads(quiz or "[]")),
        is_sensitive=marking == Marking.OFFICIAL_SENSITIVE,
    )


def open_attempt(module: ModulePage, person: User) -> QuizAttempt | None:
    """Return the attempt that the person has begun and not handed in."""
    return QuizAttempt.objects.filter(
        person=person, module=module, submitted_at__isnull=True
    ).first()


def attempt_with_result(module: ModulePage, person: User, public_id: UUID) -> QuizAttempt | None:
    """Return the person's own attempt, once it has been handed in."""
    return (
        QuizAttempt.objects.filter(person=person, module=module, public_id=public_id)
        .exclude(submitted_at__isnull=True)
        .select_related("completion")
        .first()
    )


def attempts_of(module: ModulePage, person: User) -> list[QuizAttempt]:
    """Return all attempts of the person, newest first, the open one among them."""
    mine = QuizAttempt.objects.filter(person=person, module=module)
    return list(mine.order_by("-started_at", "-pk"))


def reflections_of(attempt: QuizAttempt) -> dict[str, str]:
    """Return what the person wrote in this attempt, by question."""
    return {found.question_id: found.text for found in Reflection.objects.filter(attempt=attempt)}


def attempts_allowed(
    module: ModulePage, attempts: Sequence[QuizAttempt], now: datetime
) -> Allowance:
    """Return whether another attempt may be started; a pass starts the count anew."""
    hours = module.attempt_wait_hours
    return allowance(
        _failed_since_last_pass(attempts),
        limit=module.attempt_limit,
        wait=timedelta(hours=hours) if hours else None,
        now=now,
    )


def _failed_since_last_pass(attempts: Sequence[QuizAttempt]) -> list[datetime]:
    submitted = {found.submitted_at: found for found in attempts if found.submitted_at}
    failed = []
    for at in sorted(submitted, reverse=True):
        if submitted[at].passed:
            break
        failed.append(at)
    return failed
