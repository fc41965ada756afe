"""What comments hold about a person can be given to them, goes when they go, and ends in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from cms.comments.personal_data import COMMENT_DECLARATIONS
from cms.comments.retention import COMMENT_RULES
from cms.models import (
    Bookmark,
    CommentDecision,
    CommentingWithdrawal,
    CommentReport,
    GuidancePage,
    PageComment,
)
from cms.services.bookmarks import save_bookmark
from cms.services.comments import remove_comment
from cms.services.withdrawals import lift_withdrawal
from core.personal_data import Row
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

pytestmark = pytest.mark.django_db

State = PageComment.State


@pytest.fixture
def page(db: None) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory(title="A page")
    return made


def everything_about(person: User) -> dict[str, list[Row]]:
    return {entry.model.__name__: entry.export(person) for entry in COMMENT_DECLARATIONS}


def erase(person: User) -> None:
    for entry in COMMENT_DECLARATIONS:
        entry.erase(person)


def test_a_person_gets_all_that_they_wrote_reported_and_saved(page: GuidancePage) -> None:
    person = colleague()
    comment_on(page, person, "My words")
    report(comment_on(page), person, "Not kind")
    save_bookmark(person=person, page=page, now=timezone.now())
    found = everything_about(person)
    assert (found["PageComment"][0]["title"], found["PageComment"][0]["text"]) == (
        "A page",
        "My words",
    )
    assert found["CommentReport"][0]["words"] == "Not kind"
    assert "seen_text" not in found["CommentReport"][0]
    assert found["Bookmark"][0]["title"] == "A page"
    assert found["RulesAcceptance"][0]["version"] == 1


def test_words_go_with_the_person_and_a_place_stays_where_others_replied(
    page: GuidancePage,
) -> None:
    person = colleague()
    alone = comment_on(page, person, "Nobody replied")
    answered = comment_on(page, person, "Somebody replied")
    reply = comment_on(page, reply_to=answered)
    own_reply = comment_on(page, person, reply_to=comment_on(page))
    report(answered, words="About the writer")
    save_bookmark(person=person, page=page, now=timezone.now())
    erase(person)
    assert not PageComment.objects.filter(pk__in=[alone.pk, own_reply.pk]).exists()
    answered.refresh_from_db()
    assert (answered.text, answered.state, answered.author) == ("", State.REMOVED, None)
    reply.refresh_from_db()
    assert reply.is_visible
    left = CommentReport.objects.get()
    assert (left.words, left.seen_text, left.settled_at is None) == ("", "", False)
    assert not Bookmark.objects.exists()
    assert all(rows == [] for rows in everything_about(person).values())


def test_what_somebody_reported_and_decided_stays_without_their_name(page: GuidancePage) -> None:
    reporter, editor = colleague(), national_editor()
    comment = comment_on(page)
    report(comment, reporter, "My words")
    decision = decide(comment, editor)
    withdrawal = withdraw_from(comment, editor)
    erase(reporter)
    erase(editor)
    left = CommentReport.objects.get()
    assert (left.reporter, left.words, left.seen_text) == (None, "", comment.text)
    decision.refresh_from_db()
    withdrawal.refresh_from_db()
    assert (decision.decided_by, withdrawal.withdrawn_by) == (None, None)
    assert withdrawal.is_in_force(timezone.localdate())


def test_each_rule_removes_what_is_old_and_nothing_that_still_counts(page: GuidancePage) -> None:
    editor = national_editor()
    hidden = comment_on(page)
    report(hidden)
    decide(hidden, editor)
    kept = comment_on(page)
    decide(kept, editor, CommentDecision.Kind.KEPT, "")
    removed = comment_on(page)
    remove_comment(person=author_of(removed), comment_id=removed.public_id)
    removed_and_reported = comment_on(page)
    report(removed_and_reported)
    remove_comment(
        person=author_of(removed_and_reported), comment_id=removed_and_reported.public_id
    )
    lifted, live = withdraw_from(hidden, editor), withdraw_from(kept, editor)
    lift_withdrawal(moderator=editor, withdrawal_id=lifted.public_id, now=timezone.now())
    now = timezone.now()
    assert [rule.purge(now - timedelta(hours=1), 100) for rule in COMMENT_RULES] == [0] * 5
    assert [rule.purge(now + timedelta(hours=1), 100) for rule in COMMENT_RULES] == [1] * 5
    assert [rule.purge(now + timedelta(hours=1), 100) for rule in COMMENT_RULES] == [0] * 5
    assert set(PageComment.objects.all()) == {kept, removed_and_reported}
    assert list(CommentingWithdrawal.objects.all()) == [live]
    assert CommentReport.objects.get().comment == removed_and_reported
