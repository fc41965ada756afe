"""Modules published as editors publish them, and people part of the way through."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.models import User
from cms.models import SectionIndexPage
from cms.services.site_tree import ensure_site_tree
from learning.models import Assignment, Completion, ModulePage, ModuleSection, QuizAttempt
from learning.selectors.quiz import quiz_of_revision
from learning.services import (
    record_completion,
    save_answer,
    save_section,
    start_attempt,
    submit_attempt,
)

RIGHT, WRONG = True, False
# A stored stream is JSON of Wagtail's making.
Stored = dict[str, Any]


def text_body(text: str = "Listen first. Write down what you decide, and why.") -> str:
    """The stored form of a section's body with one paragraph."""
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid4())}])


def choice(question: str, *options: tuple[str, bool], kind: str = "single", **more: str) -> Stored:
    """A stored question with (text, right) options."""
    items = [
        {"type": "item", "id": str(uuid4()), "value": {"text": text, "correct": right}}
        for text, right in options
    ]
    value = {"question": question, "options": items, **more}
    return {"type": kind, "id": str(uuid4()), "value": value}


def in_order(question: str, *steps: str) -> Stored:
    """A stored question of order; steps stand in the right one."""
    items = [{"type": "item", "id": str(uuid4()), "value": step} for step in steps]
    return {"type": "order", "id": str(uuid4()), "value": {"question": question, "options": items}}


def reflection(question: str) -> Stored:
    """A stored reflection."""
    return {"type": "reflection", "id": str(uuid4()), "value": {"question": question}}


def four_questions() -> list[Stored]:
    """One question of each kind."""
    return [
        choice("Who decides?", ("You", RIGHT), ("The form", WRONG), feedback="You do."),
        choice("What helps?", ("Time", RIGHT), ("Haste", WRONG), ("Sleep", RIGHT), kind="multiple"),
        in_order("In which order?", "Listen", "Ask", "Write"),
        reflection("What will you do differently?"),
    ]


def learning_index() -> SectionIndexPage:
    """The page that modules hang from."""
    ensure_site_tree()
    found: SectionIndexPage = SectionIndexPage.objects.get(slug="learning")
    return found


# Whatever else a test wants to say of the page.
def make_module(
    title: str = "Listening",
    *,
    sections: int = 3,
    quiz: list[Stored] | None = None,
    live: bool = True,
    **fields: Any,
) -> ModulePage:
    """Return a module with sections of two minutes each, published through a revision."""
    page = ModulePage(
        title=title,
        slug=fields.pop("slug", title.lower().replace(" ", "-")),
        summary="What to say, and what not to.",
        quiz=json.dumps(four_questions() if quiz is None else quiz),
        live=False,
        **fields,
    )
    page.sections = [
        ModuleSection(
            sort_order=number,
            title=f"Part {number}",
            minutes=2,
            body=text_body(f"Text {number}."),
        )
        for number in range(1, sections + 1)
    ]
    learning_index().add_child(instance=page)
    if live:
        republish(page)
    page.refresh_from_db()
    return page


def republish(page: ModulePage) -> None:
    """Publish the page as it stands in memory, through a new revision."""
    page.save_revision(clean=False).publish()


def section_keys(module: ModulePage) -> list[UUID]:
    """The keys of the published sections, in order."""
    rows = ModuleSection.objects.filter(page=module).order_by("sort_order")
    return list(rows.values_list("key", flat=True))


def read_sections(person: User, module: ModulePage, count: int | None = None) -> None:
    """Save the first sections, or all of them."""
    for key in section_keys(module)[:count]:
        save_section(person=person, module=module, key=key, now=timezone.now())


def answer_quiz(attempt: QuizAttempt, *, right: bool = True) -> None:
    """Answer every marked question, rightly or wrongly."""
    for question in quiz_of_revision(attempt.revision_id).questions:
        if question.kind == "order":
            steps = question.options if right else question.options[::-1]
            answer = {step.id: place for place, step in enumerate(steps, start=1)}
        else:
            chosen = [option.id for option in question.options if option.correct is right]
            answer = dict.fromkeys(chosen[:1] if question.kind == "single" else chosen, 1)
        if question.is_marked:
            save_answer(attempt=attempt, question=question, answer=answer, now=timezone.now())


def take_quiz(person: User, module: ModulePage, *, right: bool = True) -> QuizAttempt:
    """Read what is left, answer the quiz and hand it in."""
    read_sections(person, module)
    attempt = start_attempt(person=person, module=module, now=timezone.now())
    answer_quiz(attempt, right=right)
    return submit_attempt(attempt=attempt, now=timezone.now())


def complete(person: User, module: ModulePage, on: date) -> Completion:
    """Record a completion without going through the module."""
    assert module.live_revision_id is not None
    return record_completion(
        person=person,
        module=module,
        published=quiz_of_revision(module.live_revision_id),
        completed_on=on,
        score=None,
        source=Completion.Source.READING,
    )


# Whatever a test wants to say of the assignment.
def assign(module: ModulePage, **fields: Any) -> Assignment:
    """Require the module of everyone, due thirty days after joining, unless told otherwise."""
    given = {"starts_on": date(2026, 1, 1), **fields}
    if "due_on" not in given:
        given.setdefault("due_days", 30)
    assignment: Assignment = Assignment.objects.create(module=module, **given)
    return assignment
