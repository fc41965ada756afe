"""Lets the demo's people learn, by the same services as everyone else."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from learning.models import ModulePage, ModuleProgress, ModuleSection
from learning.quiz import Answer, Question, QuestionKind
from learning.selectors.quiz import quiz_of_revision
from learning.services import save_answer, save_section, start_attempt, submit_attempt
from organisation.models import Membership

MYTHS, CONSENT, BURNOUT = "rape-myths-decisions", "consent-and-the-law", "burnout-vicarious-trauma"
FOUNDATIONS, SUSPECTS = "nom-foundations", "suspect-focused-investigation"
HALF, WHOLE = 2, None

# How the people of the main force stand, in turn: (module, sections read or the whole, days ago).
Step = tuple[str, int | None, int]
TURNS: tuple[tuple[Step, ...], ...] = (
    ((MYTHS, WHOLE, 30), (FOUNDATIONS, WHOLE, 45), (CONSENT, HALF, 3)),
    ((MYTHS, WHOLE, 12), (BURNOUT, 1, 5)),
    ((FOUNDATIONS, WHOLE, 50), (MYTHS, 1, 20)),
    (),
    ((MYTHS, WHOLE, 21), (BURNOUT, WHOLE, 8)),
)
# The two officers whose screens the demo shows first.
NAMED: dict[str, tuple[Step, ...]] = {
    "officer@demo.example": ((FOUNDATIONS, WHOLE, 40), (SUSPECTS, HALF, 1)),
    "officer2@demo.example": ((MYTHS, WHOLE, 25), (FOUNDATIONS, WHOLE, 33), (BURNOUT, 1, 2)),
    "supervisor@demo.example": ((MYTHS, WHOLE, 35),),
}
FORCE_OF = "officer@demo.example"
MOST_PEOPLE = 40


def seed_history() -> int:
    """Let people learn, unless anyone has; return how many modules were begun or done."""
    if ModuleProgress.objects.exists():
        return 0
    modules = {module.slug: module for module in ModulePage.objects.live()}
    return sum(_learn(person, steps, modules) for person, steps in _plans())


def _plans() -> list[tuple[User, tuple[Step, ...]]]:
    people = {person.email: person for person in User.objects.filter(email__in=NAMED)}
    plans = [(people[email], steps) for email, steps in NAMED.items() if email in people]
    home = Membership.objects.current(timezone.localdate()).filter(person__email=FORCE_OF).first()
    if home is None:
        return plans
    others = (
        Membership.objects.current(timezone.localdate())
        .filter(force=home.force)
        .exclude(person__in=people.values())
        .select_related("person")
        .order_by("node__path", "pk")[:MOST_PEOPLE]
    )
    turns = enumerate(others)
    return plans + [(post.person, TURNS[number % len(TURNS)]) for number, post in turns]


def _learn(person: User, steps: tuple[Step, ...], modules: dict[str, ModulePage]) -> int:
    for slug, sections, days_ago in steps:
        now = timezone.now() - timedelta(days=days_ago)
        _read(person, modules[slug], sections, now)
        if sections is WHOLE:
            _pass_quiz(person, modules[slug], now)
    return len(steps)


def learn_again(person: User, module: ModulePage, now: datetime) -> None:
    """Complete a module once more after it changed."""
    _read(person, module, WHOLE, now)
    _pass_quiz(person, module, now)


def _read(person: User, module: ModulePage, sections: int | None, now: datetime) -> None:
    keys = ModuleSection.objects.filter(page=module).order_by("sort_order")
    for key in keys.values_list("key", flat=True)[:sections]:
        save_section(person=person, module=module, key=key, now=now)


def _pass_quiz(person: User, module: ModulePage, now: datetime) -> None:
    attempt = start_attempt(person=person, module=module, now=now)
    for question in quiz_of_revision(attempt.revision_id).questions:
        if question.is_marked:
            save_answer(attempt=attempt, question=question, answer=_right(question), now=now)
    submit_attempt(attempt=attempt, now=now)


def _right(question: Question) -> Answer:
    if question.kind is QuestionKind.ORDER:
        return {step.id: place for place, step in enumerate(question.options, start=1)}
    return {option.id: 1 for option in question.options if option.correct}
