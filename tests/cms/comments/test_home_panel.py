"""The first page of the CMS lists the comments and appeals that wait for whoever opens it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.models import CommentingWithdrawal, PageComment
from cms.services.withdrawals import appeal_withdrawal
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import (
    author_of,
    comment_on,
    decide,
    force_editor,
    national_editor,
    report,
    withdraw_from,
)
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db

NOTHING = "No comment and no appeal waits for you."


@pytest.fixture
def reported(db: None) -> PageComment:
    comment = comment_on(GuidancePageFactory(title="Taking a first account"), text="Unkind words")
    report(comment)
    return comment


def home(client: Client) -> str:
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.content.decode()


def appeal_of(withdrawal: CommentingWithdrawal) -> str:
    """Let the person appeal, and return where the appeal is decided."""
    person = User.objects.get(pk=withdrawal.person_id)
    appeal_withdrawal(
        person=person,
        withdrawal_id=withdrawal.public_id,
        words="I was quoting.",
        now=timezone.now(),
    )
    return reverse("cms_withdrawal", args=[withdrawal.public_id])


def test_a_reported_comment_waits_without_its_words_or_its_author(
    reported: PageComment, sign_in: SignIn
) -> None:
    editor = national_editor()
    page = home(sign_in(editor))
    assert "A comment on “Taking a first account”" in page
    assert reverse("cms_comment", args=[reported.public_id]) in page
    assert "Unkind words" not in page
    assert str(author_of(reported)) not in page
    decide(reported, editor)
    assert NOTHING in home(sign_in(editor))


def test_nobodys_own_comment_waits_for_them(sign_in: SignIn) -> None:
    editor = national_editor()
    report(comment_on(GuidancePageFactory(), editor))
    assert NOTHING in home(sign_in(editor))


def test_editors_of_a_force_find_what_waits_below_its_own_pages(
    reported: PageComment, sign_in: SignIn
) -> None:
    force = ForceFactory()
    editor = force_editor(force)
    assert NOTHING in home(sign_in(editor))
    local = comment_on(GuidancePageFactory(force=force), national_editor())
    report(local)
    assert reverse("cms_comment", args=[local.public_id]) in home(sign_in(editor))
    assert reverse("cms_comment", args=[reported.public_id]) not in home(sign_in(editor))


def test_an_appeal_waits_for_others_than_whoever_withdrew_the_right(
    reported: PageComment, sign_in: SignIn
) -> None:
    first, second = national_editor(), national_editor()
    decide(reported, first)
    address = appeal_of(withdraw_from(reported, first))
    assert address not in home(sign_in(first))
    page = home(sign_in(second))
    assert address in page
    assert "An appeal" in page
    assert str(author_of(reported)) not in page


def test_nothing_waits_for_a_superuser(reported: PageComment, sign_in: SignIn) -> None:
    assert NOTHING in home(sign_in(UserFactory(superuser=True)))
