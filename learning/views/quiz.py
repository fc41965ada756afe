"""A quiz, one question a page: each answer is kept on the server as soon as it is sent."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from learning.access import get_module
from learning.exceptions import AttemptClosedError, QuizNotOpenError
from learning.forms import FORMS, QuestionForm, ReflectionForm
from learning.marking import is_complete
from learning.models import ModulePage, QuizAttempt
from learning.quiz import Question, QuestionKind
from learning.selectors.markings import Marked, marking_of_quiz
from learning.selectors.modules import module_outline
from learning.selectors.quiz import (
    PublishedQuiz,
    attempt_with_result,
    attempts_allowed,
    attempts_of,
    open_attempt,
    quiz_of_revision,
    reflections_of,
)
from learning.services import save_answer, save_reflection, start_attempt, submit_attempt
from learning.shuffling import shuffled_options
from learning.views.results import result_lines


@dataclass
class Sitting:
    """An open attempt with the quiz of the revision it was started on."""

    module: ModulePage
    attempt: QuizAttempt

    @cached_property
    def published(self) -> PublishedQuiz:
        """The questions that the attempt is about."""
        return quiz_of_revision(self.attempt.revision_id)

    @cached_property
    def reflections(self) -> dict[str, str]:
        """What was written so far, by question."""
        return reflections_of(self.attempt)

    @property
    def marked(self) -> Marked:
        """What the pages of the quiz are marked."""
        return marking_of_quiz(self.module, self.published)

    @property
    def changed_since(self) -> bool:
        """Whether the module has been published again since the attempt was started."""
        return bool(self.attempt.revision_id != self.module.live_revision_id)

    def is_answered(self, question: Question) -> bool:
        """Whether a marked question has its full answer; a reflection, whether it has a text."""
        if question.kind is QuestionKind.REFLECTION:
            return question.id in self.reflections
        return is_complete(question, self.attempt.answers.get(question.id, {}))

    @property
    def first_open(self) -> int | None:
        """The number of the first marked question without its full answer."""
        for number, question in enumerate(self.published.questions, start=1):
            if question.is_marked and not self.is_answered(question):
                return number
        return None


def _sitting(request: SignedInRequest, slug: str) -> tuple[ModulePage, Sitting | None]:
    module = get_module(request.user, slug)
    attempt = open_attempt(module, request.user)
    return module, Sitting(module, attempt) if attempt else None


@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the quiz asks for, earlier attempts of one's own, and the way in."""
    module = get_module(request.user, slug)
    if request.method == "POST":
        return _start(request, module)
    if module.live_revision_id is None:
        raise Http404
    return render(request, "learning/quiz.html", _quiz_context(request, module))


def _quiz_context(request: SignedInRequest, module: ModulePage) -> dict[str, object]:
    attempts = attempts_of(module, request.user)
    unfinished = next((attempt for attempt in attempts if not attempt.submitted_at), None)
    sitting = Sitting(module, unfinished) if unfinished else None
    published = sitting.published if sitting else quiz_of_revision(module.live_revision_id)
    return {
        "module": module,
        "marked": marking_of_quiz(module, published),
        "module_url": module.get_absolute_url(),
        "published": published,
        "sitting": sitting,
        "go_on_path": f"{sitting.first_open or 'check'}/" if sitting else "",
        "outline": module_outline(module, request.user),
        "allowance": attempts_allowed(module, attempts, timezone.now()),
        "attempts": [attempt for attempt in attempts if attempt.submitted_at],
    }


def _start(request: SignedInRequest, module: ModulePage) -> HttpResponse:
    try:
        start_attempt(person=request.user, module=module, now=timezone.now())
    except QuizNotOpenError as error:
        messages.warning(request, str(error))
        return redirect("learning:quiz", slug=module.slug)
    return redirect("learning:question", slug=module.slug, number=1)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One question; what was chosen is kept, finished or not."""
    _module, sitting = _sitting(request, slug)
    if sitting is None or _belongs_elsewhere(request, sitting):
        return _not_open(request, slug)
    asked = sitting.published.question(number)
    if asked is None:
        raise Http404
    form = _form(request, sitting, asked)
    if request.method == "POST":
        response = _keep(request, sitting, asked, number, form)
        if response is not None:
            return response
    context = {
        "module": sitting.module,
        "marked": sitting.marked,
        "sitting": sitting,
        "question": asked,
        "number": number,
        "total": len(sitting.published.questions),
        "form": form,
    }
    return render(request, "learning/question.html", context)


def _belongs_elsewhere(request: SignedInRequest, sitting: Sitting) -> bool:
    """Whether the form was opened for another attempt, since handed in on another device."""
    sent = request.POST.get("attempt", "")
    return request.method == "POST" and sent != str(sitting.attempt.public_id)


def _not_open(request: SignedInRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        messages.warning(request, _("This quiz was already handed in, so nothing was changed."))
    return redirect("learning:quiz", slug=slug)


def _form(
    request: SignedInRequest, sitting: Sitting, asked: Question
) -> QuestionForm | ReflectionForm:
    data = request.POST if request.method == "POST" else None
    if asked.kind is QuestionKind.REFLECTION:
        return ReflectionForm(asked, sitting.reflections.get(asked.id, ""), data)
    options = shuffled_options(asked, seed=str(sitting.attempt.public_id))
    return FORMS[asked.kind](asked, options, sitting.attempt.answers.get(asked.id, {}), data)


def _keep(
    request: SignedInRequest,
    sitting: Sitting,
    asked: Question,
    number: int,
    form: QuestionForm | ReflectionForm,
) -> HttpResponse | None:
    """Save first, then check: a half answer is kept, and shown again with what is missing."""
    try:
        _save(sitting, asked, form)
    except AttemptClosedError:
        return _not_open(request, sitting.module.slug)
    except DomainError as error:
        form.add_error("answer", str(error))
        return None
    if "later" in request.POST:
        messages.success(request, _("Your answers are saved. Come back when it suits you."))
        return redirect("learning:module", slug=sitting.module.slug)
    if not form.is_valid():
        return None
    if number == len(sitting.published.questions) or "check" in request.POST:
        return redirect("learning:check_answers", slug=sitting.module.slug)
    return redirect("learning:question", slug=sitting.module.slug, number=number + 1)


def _save(sitting: Sitting, asked: Question, form: QuestionForm | ReflectionForm) -> None:
    now = timezone.now()
    if isinstance(form, ReflectionForm):
        text = form.data.get("answer", "")
        save_reflection(attempt=sitting.attempt, question=asked, text=text, now=now)
        return
    save_answer(attempt=sitting.attempt, question=asked, answer=form.typed(), now=now)


@require_http_methods(["GET", "HEAD", "POST"])
def check_answers(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every question with whether it is answered, and the button that hands them in."""
    module, sitting = _sitting(request, slug)
    if request.method == "POST":
        return _hand_in(request, module)
    if sitting is None:
        return redirect("learning:quiz", slug=slug)
    context = {
        "module": module,
        "marked": sitting.marked,
        "sitting": sitting,
        "answered": [
            (number, asked, sitting.is_answered(asked))
            for number, asked in enumerate(sitting.published.questions, start=1)
        ],
    }
    return render(request, "learning/check_answers.html", context)


def _hand_in(request: SignedInRequest, module: ModulePage) -> HttpResponse:
    attempt = _attempt_named(request, module)
    try:
        done = submit_attempt(attempt=attempt, now=timezone.now())
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("learning:check_answers", slug=module.slug)
    return redirect("learning:result", slug=module.slug, public_id=done.public_id)


def _attempt_named(request: SignedInRequest, module: ModulePage) -> QuizAttempt:
    """The person's attempt that the form was for, open or already handed in by the other click."""
    try:
        public_id = UUID(request.POST.get("attempt", ""))
    except ValueError as error:
        raise Http404 from error
    mine = QuizAttempt.objects.filter(person=request.user, module=module, public_id=public_id)
    attempt = mine.first()
    if attempt is None:
        raise Http404
    return attempt


@require_safe
def result(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """How it went, with feedback; to the person and nobody else."""
    module = get_module(request.user, slug)
    attempt = attempt_with_result(module, request.user, public_id)
    if attempt is None:
        raise Http404
    published = quiz_of_revision(attempt.revision_id)
    attempts = attempts_of(module, request.user)
    context = {
        "module": module,
        "marked": marking_of_quiz(module, published),
        "module_url": module.get_absolute_url(),
        "attempt": attempt,
        "published": published,
        "lines": result_lines(attempt, published, reflections_of(attempt)),
        "allowance": attempts_allowed(module, attempts, timezone.now()),
    }
    return render(request, "learning/result.html", context)
