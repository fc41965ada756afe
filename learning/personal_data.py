"""What learning holds about a person, and what erasure does to it."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row
from learning.certificate_codes import grouped
from learning.models import (
    Assignment,
    Completion,
    Confirmation,
    ConfirmationAnswer,
    ModuleProgress,
    QuizAttempt,
    Reflection,
)


def export_progress(person: User) -> list[Row]:
    """Each module that the person opened, and how many sections are behind them."""
    return [
        {
            "module": row.module.title,
            "started": row.started_at.isoformat(),
            "last_opened": row.updated_at.isoformat(),
            "sections_done": len(row.seen_keys),
        }
        for row in ModuleProgress.objects.filter(person=person).select_related("module")
    ]


def export_attempts(person: User) -> list[Row]:
    """Each attempt at a quiz with what was answered."""
    return [
        {
            "module": row.module.title,
            "started": row.started_at.isoformat(),
            "handed_in": row.submitted_at.isoformat() if row.submitted_at else None,
            "right": row.correct,
            "of": row.marked,
            "passed": row.passed,
            "answers": row.answers,
        }
        for row in QuizAttempt.objects.filter(person=person).select_related("module")
    ]


def export_reflections(person: User) -> list[Row]:
    """What the person wrote for themselves."""
    rows = Reflection.objects.filter(attempt__person=person)
    return [
        {"module": row.attempt.module.title, "text": row.text}
        for row in rows.select_related("attempt__module")
    ]


def export_completions(person: User) -> list[Row]:
    """Each completion with its certificate's code."""
    return [
        {
            "module": row.module_title,
            "version": row.version_label,
            "completed": row.completed_on.isoformat(),
            "score": row.score,
            "source": str(row.get_source_display()),
            "certificate": grouped(row.verification_code),
        }
        for row in Completion.objects.filter(person=person)
    ]


def export_confirmations(person: User) -> list[Row]:
    """Each changed page that the person confirmed to have read."""
    return [
        {
            "page": row.version.title,
            "version": row.version.number,
            "confirmed": row.confirmed_on.isoformat(),
        }
        for row in Confirmation.objects.filter(person=person).select_related("version")
    ]


def export_confirmation_answers(person: User) -> list[Row]:
    """How often the person answered the question of a change."""
    rows = ConfirmationAnswer.objects.filter(person=person).select_related("version")
    return [
        {
            "page": row.version.title,
            "version": row.version.number,
            "question": str(row.version.question.get("text", "")),
            "tries": row.tries,
            "right": row.was_right,
            "answered": row.answered_at.isoformat(),
        }
        for row in rows
    ]


def export_assignments(person: User) -> list[Row]:
    """What the person required of others."""
    rows = Assignment.objects.filter(created_by=person).select_related("module")
    return [{"module": row.module.title, "from": row.starts_on.isoformat()} for row in rows]


def _delete(rows: "QuerySet[Model]") -> int:
    deleted, _by_model = rows.delete()
    return deleted


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        Reflection,
        _("Your reflections"),
        (),
        export_reflections,
        lambda person: _delete(Reflection.objects.filter(attempt__person=person)),
    ),
    PersonalData(
        QuizAttempt,
        _("Quizzes"),
        ("person",),
        export_attempts,
        lambda person: _delete(QuizAttempt.objects.filter(person=person)),
    ),
    PersonalData(
        ModuleProgress,
        _("Progress in modules"),
        ("person",),
        export_progress,
        lambda person: _delete(ModuleProgress.objects.filter(person=person)),
    ),
    PersonalData(
        Completion,
        _("Completed modules"),
        ("person",),
        export_completions,
        # The record stays, so that a force's figures stay right; it no longer names anyone.
        lambda person: Completion.objects.filter(person=person).update(person=None),
    ),
    PersonalData(
        Confirmation,
        _("Changed pages that you confirmed"),
        ("person",),
        export_confirmations,
        # As with completions: how many confirmed stays right, and names nobody.
        lambda person: Confirmation.objects.filter(person=person).update(person=None),
    ),
    PersonalData(
        ConfirmationAnswer,
        _("Answers to the questions of changed pages"),
        ("person",),
        export_confirmation_answers,
        lambda person: _delete(ConfirmationAnswer.objects.filter(person=person)),
    ),
    PersonalData(
        Assignment,
        _("Learning that you required of others"),
        ("created_by",),
        export_assignments,
        lambda person: Assignment.objects.filter(created_by=person).update(created_by=None),
    ),
)
