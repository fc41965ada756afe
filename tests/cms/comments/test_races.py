"""Two people at once: each of them waits for the other, and the second meets what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from cms.comments.rules import RULES_VERSION
from cms.models import CommentDecision, CommentingWithdrawal, CommentReport, PageComment
from cms.services.comments import post_comment, remove_comment
from core.exceptions import DomainError
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import (
    author_of,
    colleague,
    comment_on,
    decide,
    national_editor,
    report,
    withdraw_from,
)

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], object]


def at_once(*acts: Act) -> list[str]:
    """Do each on a connection of its own; "done", or the words of the refusal."""

    def attempt(act: Act) -> str:
        try:
            act()
        except DomainError as refusal:
            return str(refusal.message)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def test_of_two_who_decide_at_once_one_looks_again() -> None:
    comment = comment_on(GuidancePageFactory())
    editors = [national_editor(), national_editor()]
    said = at_once(
        partial(decide, comment, editors[0], CommentDecision.Kind.KEPT, seen=0),
        partial(decide, comment, editors[1], CommentDecision.Kind.HIDDEN, seen=0),
    )
    assert sorted(words[:12] for words in said) == ["Somebody els", "done"]
    assert CommentDecision.objects.count() == 1


def test_three_reports_at_once_hide_a_comment_once() -> None:
    comment = comment_on(GuidancePageFactory())
    readers = [colleague() for _number in range(3)]
    assert at_once(*(partial(report, comment, reader) for reader in readers)) == ["done"] * 3
    comment.refresh_from_db()
    assert (comment.state, comment.reports.count()) == (PageComment.State.WAITING, 3)


def test_a_report_and_a_removal_at_once_leave_no_words_below_the_page() -> None:
    comment = comment_on(GuidancePageFactory(), text="Gone in a moment")
    reader = colleague()
    said = at_once(
        partial(report, comment, reader),
        partial(remove_comment, person=author_of(comment), comment_id=comment.public_id),
    )
    comment.refresh_from_db()
    assert said[1] == "done"
    assert (comment.state, comment.text) == (PageComment.State.REMOVED, "")
    kept = [row.seen_text for row in CommentReport.objects.all()]
    assert kept == (["Gone in a moment"] if said[0] == "done" else [])


def test_a_form_sent_twice_at_once_is_one_comment() -> None:
    page, person, token = GuidancePageFactory(), colleague(), uuid4()
    send = partial(
        post_comment,
        person=person,
        page=page,
        text="Once",
        token=token,
        now=timezone.now(),
        rules_version=RULES_VERSION,
    )
    said = at_once(send, send)
    assert said == ["done", "done"]
    assert PageComment.objects.count() == 1


def test_two_editors_withdraw_a_right_once() -> None:
    comment = comment_on(GuidancePageFactory())
    editors = [national_editor(), national_editor()]
    said = at_once(*(partial(withdraw_from, comment, editor) for editor in editors))
    assert sorted(words[:11] for words in said) == ["This person", "done"]
    assert CommentingWithdrawal.objects.count() == 1
