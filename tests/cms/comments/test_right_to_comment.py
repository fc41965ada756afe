"""The right to comment is withdrawn with a reason, appealed against once, and given back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from cms.comments.policies import has_lost_the_right
from cms.exceptions import ModerationRefusedError
from cms.models import CommentingWithdrawal, GuidancePage, PageComment
from cms.services.withdrawals import appeal_withdrawal
from notifications.models import Notification
from organisation.models import NodeKind
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import (
    author_of,
    colleague,
    comment_on,
    force_editor,
    national_editor,
    withdraw_from,
)
from tests.factories.organisation import TeamFactory, person_in, place_above

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(db: None) -> PageComment:
    page: GuidancePage = GuidancePageFactory()
    return comment_on(page, text="Unkind words")


def in_force(withdrawal: CommentingWithdrawal) -> bool:
    withdrawal.refresh_from_db()
    return withdrawal.is_in_force(timezone.localdate())


def test_an_editor_withdraws_the_right_and_the_author_reads_why(
    comment: PageComment, sign_in: SignIn
) -> None:
    client, author = sign_in(national_editor()), sign_in(author_of(comment))
    address = reverse("cms_withdraw", args=[comment.public_id])
    assert "will not be able to comment on any page" in client.get(address).content.decode()
    past = {"reason": "Kept in the box", "ends_on": timezone.localdate().isoformat()}
    refused = client.post(address, past).content.decode()
    assert "Choose a day after today, or none at all." in refused
    assert "Kept in the box</textarea>" in refused
    client.post(address, {"reason": "Insulting, after a warning.", "ends_on": ""})
    withdrawal = CommentingWithdrawal.objects.get()
    assert (withdrawal.person, withdrawal.force, withdrawal.ends_on) == (
        author_of(comment),
        None,
        None,
    )
    seen = author.get(reverse("own_comments")).content.decode()
    assert "You may not comment at present" in seen
    assert "Insulting, after a warning." in seen
    told = Notification.objects.get(recipient=author_of(comment))
    assert (told.kind, told.params) == ("cms.comment_news", {})
    event = AuditEvent.objects.get(action="cms.commenting_withdrawn")
    assert event.details == {"person": str(author_of(comment).public_id), "ends_on": None}


def test_whoever_lost_the_right_writes_nothing_and_loses_nothing_typed(
    comment: PageComment, sign_in: SignIn
) -> None:
    withdraw_from(comment, national_editor())
    author = sign_in(author_of(comment))
    address = reverse("page_comments", args=[comment.page.translation_key])
    assert "Your right to comment has been withdrawn" in author.get(address).content.decode()
    sent = {"text": "More of it", "token": str(comment.public_id)}
    assert "More of it</textarea>" in author.post(address, sent).content.decode()
    edit = author.post(reverse("edit_comment", args=[comment.public_id]), {"text": "Changed"})
    assert "You may not comment at present." in edit.content.decode()
    assert PageComment.objects.get().text == "Unkind words"
    author.post(reverse("remove_comment", args=[comment.public_id]))
    assert PageComment.objects.get().text == ""


def test_the_right_comes_back_on_its_day(comment: PageComment) -> None:
    withdrawal = withdraw_from(comment, national_editor(), timezone.localdate() + timedelta(days=7))
    assert has_lost_the_right(author_of(comment), comment.page)
    CommentingWithdrawal.objects.update(ends_on=timezone.localdate())
    assert not has_lost_the_right(author_of(comment), comment.page)
    again = withdraw_from(comment, national_editor())
    assert in_force(again)
    withdrawal.refresh_from_db()
    assert withdrawal.ended_at is not None


def test_a_right_that_is_withdrawn_is_not_withdrawn_twice(comment: PageComment) -> None:
    withdraw_from(comment, national_editor())
    with pytest.raises(ModerationRefusedError):
        withdraw_from(comment, national_editor())
    assert CommentingWithdrawal.objects.count() == 1


def test_an_editor_of_a_force_withdraws_it_for_its_local_pages_only() -> None:
    author = colleague()
    force = author.memberships.get().force
    local = comment_on(GuidancePageFactory(force=force), author)
    withdrawal = withdraw_from(local, force_editor(force))
    assert withdrawal.force == force
    assert has_lost_the_right(author, local.page)
    national = GuidancePageFactory()
    assert not has_lost_the_right(author, national)
    assert comment_on(national, author).is_visible


def test_an_appeal_is_made_once_and_another_decides(comment: PageComment, sign_in: SignIn) -> None:
    first, second = national_editor(), national_editor()
    withdrawal = withdraw_from(comment, first)
    author = sign_in(author_of(comment))
    appeal = reverse("appeal_withdrawal", args=[withdrawal.public_id])
    author.post(appeal, {"words": "I was quoting <i>somebody</i>."})
    withdrawal.refresh_from_db()
    assert withdrawal.appeal == "I was quoting somebody."
    again = author.post(appeal, {"words": "And another thing"}).content.decode()
    assert "You have appealed against this already." in again
    assert "And another thing</textarea>" in again
    address = reverse("cms_withdrawal", args=[withdrawal.public_id])
    sent = {"outcome": "lifted", "answer": "You are right."}
    own = sign_in(first)
    assert "somebody else decides on the appeal" in own.get(address).content.decode()
    assert "decided by somebody else" in own.post(address, sent).content.decode()
    assert in_force(withdrawal)
    other = sign_in(second)
    assert "I was quoting somebody." in other.get(address).content.decode()
    other.post(address, sent)
    assert not in_force(withdrawal)
    assert (withdrawal.appeal_outcome, withdrawal.appeal_decided_by) == ("lifted", second)
    assert "You are right." in author.get(reverse("own_comments")).content.decode()
    assert comment_on(comment.page, author_of(comment)).is_visible


def test_an_appeal_that_fails_leaves_the_withdrawal_and_cannot_be_repeated(
    comment: PageComment, sign_in: SignIn
) -> None:
    withdrawal = withdraw_from(comment, national_editor())
    appeal_withdrawal(
        person=author_of(comment),
        withdrawal_id=withdrawal.public_id,
        words="Please look again.",
        now=timezone.now(),
    )
    client = sign_in(national_editor())
    address = reverse("cms_withdrawal", args=[withdrawal.public_id])
    client.post(address, {"outcome": "upheld", "answer": "It was the third time."})
    assert in_force(withdrawal)
    late = client.post(address, {"outcome": "lifted", "answer": "Or not."}).content.decode()
    assert "This appeal has been decided already." in late
    withdrawal.refresh_from_db()
    assert withdrawal.appeal_outcome == "upheld"
    author = sign_in(author_of(comment))
    seen = author.get(reverse("own_comments")).content.decode()
    assert "It was the third time." in seen
    assert "Appeal: ask somebody else" not in seen


def test_whoever_withdrew_the_right_may_give_it_back(comment: PageComment, sign_in: SignIn) -> None:
    editor = national_editor()
    withdrawal = withdraw_from(comment, editor)
    client = sign_in(editor)
    assert str(withdrawal.public_id) in client.get(reverse("cms_withdrawals")).content.decode()
    client.post(reverse("cms_withdrawal_lift", args=[withdrawal.public_id]))
    assert not in_force(withdrawal)
    assert withdrawal.lifted_by == editor
    again = client.post(
        reverse("cms_withdrawal_lift", args=[withdrawal.public_id]), follow=True
    ).content.decode()
    assert "The person may comment again already." in again
    assert AuditEvent.objects.filter(action="cms.commenting_given_back").count() == 1


def test_nobody_decides_about_their_own_right(sign_in: SignIn) -> None:
    editor = national_editor()
    withdrawal = withdraw_from(comment_on(GuidancePageFactory(), editor), national_editor())
    client = sign_in(editor)
    assert str(withdrawal.public_id) not in client.get(reverse("cms_withdrawals")).content.decode()
    for name in ("cms_withdrawal", "cms_withdrawal_lift"):
        address = reverse(name, args=[withdrawal.public_id])
        assert client.post(address, {"outcome": "lifted", "answer": "Mine"}).status_code == 404
    assert in_force(withdrawal)


def test_the_database_refuses_a_decision_in_a_matter_of_ones_own(comment: PageComment) -> None:
    editor = national_editor()
    withdrawal = withdraw_from(comment, editor)
    CommentingWithdrawal.objects.update(appealed_at=timezone.now(), appeal="Words")
    rows = CommentingWithdrawal.objects.filter(pk=withdrawal.pk)
    now = timezone.now()
    for values in (
        {"withdrawn_by": author_of(comment)},
        {"lifted_by": author_of(comment)},
        {"appeal_decided_by": editor, "appeal_decided_at": now, "appeal_outcome": "upheld"},
        {
            "appeal_decided_by": author_of(comment),
            "appeal_decided_at": now,
            "appeal_outcome": "lifted",
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_editors_of_a_force_see_no_withdrawal_of_the_nation_or_of_another_force(
    comment: PageComment, sign_in: SignIn
) -> None:
    author = person_in(TeamFactory())
    force = place_above(author.memberships.get().node, NodeKind.FORCE)
    local = comment_on(GuidancePageFactory(force=force), author)
    by_force = withdraw_from(local, force_editor(force))
    by_nation = withdraw_from(comment, national_editor())
    stranger = sign_in(force_editor(comment.force))
    second = sign_in(force_editor(force))
    for withdrawal in (by_force, by_nation):
        address = reverse("cms_withdrawal", args=[withdrawal.public_id])
        assert stranger.get(address).status_code == 404
    assert second.get(reverse("cms_withdrawal", args=[by_force.public_id])).status_code == 200
    assert second.get(reverse("cms_withdrawal", args=[by_nation.public_id])).status_code == 404


def test_somebody_elses_withdrawal_is_not_there_to_appeal_against(
    comment: PageComment, sign_in: SignIn
) -> None:
    withdrawal = withdraw_from(comment, national_editor())
    address = reverse("appeal_withdrawal", args=[withdrawal.public_id])
    assert sign_in(colleague()).post(address, {"words": "Mine"}).status_code == 404
    withdrawal.refresh_from_db()
    assert withdrawal.appealed_at is None
