"""Taking a quiz on the page: answers are kept as they are given, and marked once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from learning.exceptions import AttemptClosedError, IncompleteAnswersError, QuizNotOpenError
from learning.models import Completion, ModulePage, QuizAttempt, Reflection
from learning.quiz import Question
from learning.selectors.quiz import quiz_of_revision
from learning.services import save_answer, start_attempt, submit_attempt
from tests.factories.learning import (
    answer_quiz,
    choice,
    make_module,
    read_sections,
    reflection,
    republish,
    take_quiz,
)
from tests.factories.organisation import TeamFactory, person_in

QUIZ = "/learning/listening/quiz/"
CHECK = "/learning/listening/quiz/check/"


@pytest.fixture
def attempt(officer: User, module: ModulePage) -> QuizAttempt:
    read_sections(officer, module)
    return start_attempt(person=officer, module=module, now=timezone.now())


def questions(attempt: QuizAttempt) -> tuple[Question, ...]:
    return quiz_of_revision(attempt.revision_id).questions


# The test client's answer has no type of its own.
def send(client: Client, attempt: QuizAttempt, number: int, **answer: object) -> Any:
    data = {"attempt": str(attempt.public_id), **answer}
    return client.post(f"{QUIZ}{number}/", data)


def test_the_quiz_opens_once_every_section_is_seen(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    read_sections(officer, module, 2)
    assert "Read or skip every section first" in signed_in.get(QUIZ).content.decode()
    signed_in.post(QUIZ)
    assert not QuizAttempt.objects.exists()
    read_sections(officer, module)
    assert signed_in.post(QUIZ)["Location"] == f"{QUIZ}1/"
    assert QuizAttempt.objects.get().revision_id == module.live_revision_id


def test_two_clicks_on_start_are_one_attempt(signed_in: Client, attempt: QuizAttempt) -> None:
    signed_in.post(QUIZ)
    signed_in.post(QUIZ)
    assert QuizAttempt.objects.get() == attempt


def test_a_whole_quiz_on_the_page_ends_with_a_completion(
    signed_in: Client, officer: User, attempt: QuizAttempt
) -> None:
    single, multiple, order, _thought = questions(attempt)
    right = [option.id for option in multiple.options if option.correct]
    places = {f"place-{step.id}": str(n) for n, step in enumerate(order.options, start=1)}
    assert send(signed_in, attempt, 1, answer=single.options[0].id)["Location"] == f"{QUIZ}2/"
    assert send(signed_in, attempt, 2, answer=right)["Location"] == f"{QUIZ}3/"
    assert send(signed_in, attempt, 3, **places)["Location"] == f"{QUIZ}4/"
    assert send(signed_in, attempt, 4, answer="Listen longer.")["Location"] == CHECK
    handed_in = signed_in.post(CHECK, {"attempt": str(attempt.public_id)})
    result = signed_in.get(handed_in["Location"]).content.decode()
    assert "You passed" in result
    assert "3 of 3 right" in result
    assert "Listen longer." in result
    completion = Completion.objects.get(person=officer)
    assert (completion.score, completion.source) == (100, Completion.Source.QUIZ)
    assert completion.revision_id == attempt.revision_id


def test_a_failed_quiz_shows_feedback_but_no_answers_to_copy(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    answer_quiz(attempt, right=False)
    handed_in = signed_in.post(CHECK, {"attempt": str(attempt.public_id)}, follow=True)
    page = handed_in.content.decode()
    assert "Not passed this time" in page
    assert "You do." in page
    assert "Right answer" not in page
    assert "Try again" in page
    assert not Completion.objects.exists()


def test_the_feedback_of_an_option_is_shown_to_those_who_chose_it(
    signed_in: Client, officer: User
) -> None:
    asked = choice("Who?", ("You", True), ("They", False))
    asked["value"]["options"][1]["value"]["feedback"] = "They never do."
    module = make_module(quiz=[asked])
    take_quiz(officer, module, right=False)
    page = signed_in.get(f"/learning/listening/result/{QuizAttempt.objects.get().public_id}/")
    assert "They never do." in page.content.decode()


def test_an_empty_answer_is_refused_with_a_link_to_it(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    page = send(signed_in, attempt, 1).content.decode()
    assert "govuk-error-summary" in page
    assert "Choose one answer." in page


def test_two_steps_in_one_place_are_refused_and_kept_as_typed(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    order = questions(attempt)[2]
    first, second, third = (step.id for step in order.options)
    places = {f"place-{first}": "1", f"place-{second}": "1", f"place-{third}": "2"}
    page = send(signed_in, attempt, 3, **places).content.decode()
    assert "is taken" in page
    attempt.refresh_from_db()
    assert attempt.answers[order.id] == {first: 1, second: 1, third: 2}


def test_come_back_later_keeps_half_an_answer(signed_in: Client, attempt: QuizAttempt) -> None:
    order = questions(attempt)[2]
    first = order.options[0].id
    left = send(signed_in, attempt, 3, later="yes", **{f"place-{first}": "2"})
    assert left["Location"] == "/learning/listening/"
    back = signed_in.get(f"{QUIZ}3/").content.decode()
    assert '<option value="2" selected>' in back
    assert "Go on with the quiz" in signed_in.get("/learning/listening/").content.decode()


def test_an_answer_that_is_none_of_the_options_is_not_kept(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    send(signed_in, attempt, 1, answer="something else")
    attempt.refresh_from_db()
    assert attempt.answers == {questions(attempt)[0].id: {}}


def test_the_quiz_goes_on_at_the_first_question_without_an_answer(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    send(signed_in, attempt, 1, answer=questions(attempt)[0].options[0].id)
    assert f'href="{QUIZ}2/"' in signed_in.get(QUIZ).content.decode()


def test_options_stay_in_place_within_an_attempt(signed_in: Client, attempt: QuizAttempt) -> None:
    first = signed_in.get(f"{QUIZ}2/").content.decode()
    second = signed_in.get(f"{QUIZ}2/").content.decode()
    ids = [option.id for option in questions(attempt)[1].options]
    assert sorted(ids, key=first.index) == sorted(ids, key=second.index)


def test_handing_in_twice_is_one_attempt_and_one_completion(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    answer_quiz(attempt)
    first = signed_in.post(CHECK, {"attempt": str(attempt.public_id)})
    second = signed_in.post(CHECK, {"attempt": str(attempt.public_id)})
    assert first["Location"] == second["Location"]
    assert Completion.objects.count() == 1


def test_unfinished_answers_are_not_handed_in(signed_in: Client, attempt: QuizAttempt) -> None:
    response = signed_in.post(CHECK, {"attempt": str(attempt.public_id)}, follow=True)
    assert "Your answers so far are saved" in response.content.decode()
    with pytest.raises(IncompleteAnswersError):
        submit_attempt(attempt=attempt, now=timezone.now())
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_an_answer_after_handing_in_changes_nothing(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    answer_quiz(attempt)
    submit_attempt(attempt=attempt, now=timezone.now())
    before = QuizAttempt.objects.values("answers").get()
    wrong = questions(attempt)[0].options[1].id
    response = signed_in.post(
        f"{QUIZ}1/", {"attempt": str(attempt.public_id), "answer": wrong}, follow=True
    )
    assert "already handed in" in response.content.decode()
    with pytest.raises(AttemptClosedError):
        save_answer(attempt=attempt, question=questions(attempt)[0], answer={}, now=timezone.now())
    assert QuizAttempt.objects.values("answers").get() == before


def test_a_form_of_an_old_attempt_does_not_write_into_the_new_one(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    old = take_quiz(officer, module, right=False)
    new = start_attempt(person=officer, module=module, now=timezone.now())
    send(signed_in, old, 1, answer=questions(old)[0].options[0].id)
    new.refresh_from_db()
    assert new.answers == {}


def test_a_republished_module_is_said_and_the_started_quiz_goes_on(
    signed_in: Client, module: ModulePage, attempt: QuizAttempt
) -> None:
    changed = ModulePage.objects.get(pk=module.pk)
    changed.quiz = [("reflection", {"question": "Something else entirely"})]
    changed.version_label = "2.0"
    republish(changed)
    page = signed_in.get(f"{QUIZ}1/").content.decode()
    assert "published again after you started" in page
    assert "Who decides?" in page
    answer_quiz(attempt)
    done = submit_attempt(attempt=attempt, now=timezone.now())
    assert done.completion is not None
    assert done.completion.revision_id == attempt.revision_id
    assert done.completion.version_label == "1.0"


def test_a_reflection_is_sealed_never_marked_and_can_be_taken_back(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    assert "Do not include case details" in signed_in.get(f"{QUIZ}4/").content.decode()
    send(signed_in, attempt, 4, answer="I was too quick.")
    stored = Reflection.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)
    assert "quick" not in str(list(stored))
    assert Reflection.objects.get().text == "I was too quick."
    assert "I was too quick." in signed_in.get(f"{QUIZ}4/").content.decode()
    send(signed_in, attempt, 4, answer="")
    assert not Reflection.objects.exists()


def test_a_reflection_that_is_too_long_is_shown_again_in_full(
    signed_in: Client, attempt: QuizAttempt
) -> None:
    text = "word " * 500
    page = send(signed_in, attempt, 4, answer=text).content.decode()
    assert "govuk-error-summary" in page
    assert text.strip() in page


def test_a_quiz_of_reflections_alone_is_passed_without_a_score(
    signed_in: Client, officer: User
) -> None:
    module = make_module("Thinking", quiz=[reflection("What stays with you?")])
    done = take_quiz(officer, module)
    assert done.passed
    assert done.completion is not None
    assert done.completion.score is None
    assert signed_in.get(f"/learning/thinking/result/{done.public_id}/").status_code == 200


def test_a_limit_closes_the_quiz_until_the_wait_is_over(signed_in: Client, officer: User) -> None:
    module = make_module(attempt_limit=1, attempt_wait_hours=24)
    take_quiz(officer, module, right=False)
    page = signed_in.post(QUIZ, follow=True).content.decode()
    assert "You can take this quiz again from" in page
    assert QuizAttempt.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        start_attempt(person=officer, module=module, now=timezone.now())
    assert QuizAttempt.objects.count() == 2


def test_a_limit_without_a_wait_says_whom_to_ask(signed_in: Client, officer: User) -> None:
    module = make_module(attempt_limit=1)
    take_quiz(officer, module, right=False)
    with pytest.raises(QuizNotOpenError, match="Talk to your supervisor"):
        start_attempt(person=officer, module=module, now=timezone.now())


def test_a_pass_starts_the_count_of_attempts_anew(officer: User) -> None:
    module = make_module(attempt_limit=2)
    take_quiz(officer, module, right=False)
    take_quiz(officer, module)
    take_quiz(officer, module, right=False)
    assert start_attempt(person=officer, module=module, now=timezone.now()).submitted_at is None


def test_nobody_else_sees_a_result(client: Client, officer: User, module: ModulePage) -> None:
    done = take_quiz(officer, module)
    client.force_login(person_in(TeamFactory()))
    url = f"/learning/listening/result/{done.public_id}/"
    assert client.get(url).status_code == 404
    other = client.post(CHECK, {"attempt": str(done.public_id)})
    assert other.status_code == 404


def test_a_module_can_be_passed_again_and_keeps_its_history(
    officer: User, module: ModulePage
) -> None:
    take_quiz(officer, module)
    take_quiz(officer, module)
    assert Completion.objects.filter(person=officer, module=module).count() == 2


@pytest.mark.parametrize("path", ["", "1/", "check/"])
def test_quiz_pages_ask_few_questions(
    signed_in: Client, attempt: QuizAttempt, path: str, django_assert_max_num_queries: object
) -> None:
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(13):
        assert signed_in.get(f"{QUIZ}{path}").status_code == 200


def test_a_module_without_a_quiz_is_complete_with_its_last_section(
    signed_in: Client, officer: User
) -> None:
    module = make_module("Reading only", quiz=[])
    read_sections(officer, module, 2)
    assert not Completion.objects.exists()
    read_sections(officer, module)
    read_sections(officer, module)
    completion = Completion.objects.get(module=module)
    assert (completion.score, completion.source) == (None, Completion.Source.READING)
    signed_in.post("/learning/reading-only/quiz/")
    assert not QuizAttempt.objects.exists()


def test_where_nothing_is_marked_handing_in_counts_as_reading(officer: User) -> None:
    module = make_module("Thinking", quiz=[reflection("What stays with you?")])
    take_quiz(officer, module)
    completion = Completion.objects.get(module=module)
    assert (completion.score, completion.source) == (None, Completion.Source.READING)
