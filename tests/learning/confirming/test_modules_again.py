"""A material change makes a module due again for those who had completed it, who keep what they
have."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import ChangeKind
from learning.models import Completion, ModulePage, QuizAttempt
from learning.selectors import due_items
from learning.services import start_attempt, submit_attempt
from organisation.models import Membership
from tests.factories.changes import publish_change
from tests.factories.learning import (
    answer_quiz,
    assign,
    complete,
    make_module,
    read_sections,
    section_keys,
    take_quiz,
)
from tests.factories.organisation import TeamFactory, person_in

TODAY = date(2026, 3, 2)


@pytest.fixture
def module(db: None, clock: time_machine.Traveller) -> ModulePage:
    return make_module()


@pytest.fixture
def changed(officer: User, module: ModulePage) -> ModulePage:
    """Completed a month ago, and changed today."""
    complete(officer, module, date(2026, 2, 1))
    publish_change(module, "Section 2 is new.")
    module.refresh_from_db()
    return module


def due(person: User, on: date = TODAY) -> list[tuple[str, date, date | None]]:
    return [(item.title, item.due_on, item.changed_on) for item in due_items(person, on)]


def test_it_is_due_again_by_the_date_of_the_change(officer: User, changed: ModulePage) -> None:
    assert due(officer) == [("Listening", date(2026, 3, 30), TODAY)]
    assert due_items(officer, date(2026, 4, 1))[0].state == "overdue"


def test_the_date_of_the_change_counts_where_an_older_rule_requires_it_too(
    officer: User, changed: ModulePage
) -> None:
    assign(changed, due_on=date(2026, 1, 15))
    assert due(officer) == [("Listening", date(2026, 3, 30), TODAY)]


def test_who_had_not_completed_it_is_asked_nothing_new(officer: User, changed: ModulePage) -> None:
    other = person_in(TeamFactory())
    read_sections(other, changed, 1)
    assert due(other) == []


def test_a_minor_change_leaves_it_completed(officer: User, module: ModulePage) -> None:
    complete(officer, module, date(2026, 2, 1))
    publish_change(module, kind=ChangeKind.MINOR)
    assert due(officer) == []


def test_other_roles_and_later_joiners_keep_their_completion(
    officer: User, module: ModulePage
) -> None:
    joiner = person_in(TeamFactory())
    Membership.objects.filter(person=joiner).update(started_on=TODAY + timedelta(days=1))
    for person in (officer, joiner):
        complete(person, module, date(2026, 2, 1))
    publish_change(module, audience_roles=["sio"])
    assert due(officer) == []
    publish_change(module, audience_roles=[])
    assert due(officer) == [("Listening", date(2026, 3, 30), TODAY)]
    assert due(joiner, TODAY + timedelta(days=3)) == []


def test_completing_it_again_adds_a_completion_and_keeps_the_first(
    officer: User, changed: ModulePage
) -> None:
    take_quiz(officer, changed)
    assert due(officer) == []
    first, second = Completion.objects.order_by("pk")
    assert first.completed_on == date(2026, 2, 1)
    assert second.completed_on == TODAY
    assert first.revision_id != second.revision_id


def test_a_module_without_a_quiz_is_completed_again_by_reading(officer: User) -> None:
    plain = make_module("Plain", quiz=[])
    read_sections(officer, plain)
    publish_change(plain)
    plain.refresh_from_db()
    assert [title for title, _due, _changed in due(officer)] == ["Plain"]
    read_sections(officer, plain, 1)
    assert due(officer) == []
    assert Completion.objects.filter(person=officer).count() == 2


def test_a_quiz_begun_before_the_change_completes_the_version_before_it(
    officer: User, module: ModulePage
) -> None:
    read_sections(officer, module)
    attempt = start_attempt(person=officer, module=module, now=timezone.now())
    answer_quiz(attempt)
    publish_change(module)
    submit_attempt(attempt=attempt, now=timezone.now())
    assert QuizAttempt.objects.get().passed
    assert due(officer) == [("Listening", date(2026, 3, 30), TODAY)]


def test_what_is_unpublished_is_not_due(officer: User, changed: ModulePage) -> None:
    changed.unpublish()
    assert due(officer) == []


def test_the_module_says_what_changed_and_that_the_completion_is_kept(
    signed_in: Client, officer: User, changed: ModulePage
) -> None:
    read_sections(officer, changed)
    page = signed_in.get("/learning/listening/").content.decode()
    for words in (
        "on 1 February 2026, before the change of 2 March 2026",
        "This module has changed",
        "Section 2 is new.",
        "Please complete it again by 30 March 2026.",
        "Read it again",
    ):
        assert words in page


def test_the_record_marks_the_older_completion_for_good(
    signed_in: Client, officer: User, changed: ModulePage
) -> None:
    take_quiz(officer, changed)
    page = signed_in.get("/my/learning/").content.decode()
    assert page.count("Before the change of 2 March 2026") == 1
    text = signed_in.get("/my/learning.csv").content.decode()
    assert "Done before the change of 2 March 2026" in text
    assert signed_in.get("/my/learning.pdf").status_code == 200


def test_the_address_for_confirming_leads_to_the_module(
    signed_in: Client, changed: ModulePage
) -> None:
    answer = signed_in.get(f"/page/{changed.translation_key}/confirm/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/learning/listening/")


def test_the_keys_of_sections_survive_the_change(officer: User, module: ModulePage) -> None:
    before = section_keys(module)
    publish_change(module)
    assert section_keys(module) == before
