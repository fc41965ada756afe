"""What somebody may not see looks to them exactly like what never was, at every address."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cms.models import BasePage, Bookmark, PageComment
from organisation.models import Node
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import (
    comment_on,
    decide,
    force_editor,
    national_editor,
    withdraw_from,
)
from tests.factories.organisation import ForceFactory, TeamFactory, UnitFactory, person_in
from tests.support.answers import same_words

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("method", ["get", "post"])]

OF_PAGES = ("page_comments", "page_bookmark")
OF_COMMENTS = ("reply_to_comment", "report_comment")
OF_ONES_OWN = ("edit_comment", "remove_comment")
IN_THE_CMS = ("cms_comment", "cms_withdraw")
SENT = {"text": "Typed", "words": "Typed", "reason": "unkind", "act": "save"}


def assert_same(client: Client, method: str, name: str, found: list[object]) -> None:
    """The address with these arguments is answered as the same with others of nobody's."""
    data = SENT if method == "post" else {}
    foreign = getattr(client, method)(reverse(name, args=found), data)
    missing = getattr(client, method)(reverse(name, args=[uuid4() for _each in found]), data)
    assert (name, foreign.status_code, missing.status_code) == (name, 404, 404)
    assert same_words(foreign) == same_words(missing), name


@pytest.fixture
def elsewhere(db: None) -> Node:
    force: Node = ForceFactory()
    return force


def of_another_force(force: Node) -> BasePage:
    page: BasePage = GuidancePageFactory(force=force)
    return page


def sensitive(_force: Node) -> BasePage:
    page: BasePage = GuidancePageFactory(sensitive=True)
    return page


def unpublished(_force: Node) -> BasePage:
    page: BasePage = GuidancePageFactory()
    page.unpublish()
    return page


@pytest.mark.parametrize("make", [of_another_force, sensitive, unpublished])
def test_a_page_that_somebody_may_not_read(
    method: str,
    make: Callable[[Node], BasePage],
    elsewhere: Node,
    officer: User,
    sign_in: SignIn,
) -> None:
    client, page = sign_in(officer), make(elsewhere)
    for name in OF_PAGES:
        assert_same(client, method, name, [page.translation_key])
    for name in OF_COMMENTS:
        assert_same(client, method, name, [page.translation_key, uuid4()])
    assert not Bookmark.objects.exists()
    assert not PageComment.objects.exists()


def test_a_comment_below_a_page_of_another_force_or_below_another_page(
    method: str, elsewhere: Node, officer: User, sign_in: SignIn
) -> None:
    reader = person_in(TeamFactory(parent=UnitFactory(parent=elsewhere)))
    local = comment_on(GuidancePageFactory(force=elsewhere), reader)
    open_page, client = GuidancePageFactory(), sign_in(officer)
    for name in OF_COMMENTS:
        assert_same(client, method, name, [local.page.translation_key, local.public_id])
        assert_same(client, method, name, [open_page.translation_key, local.public_id])
    assert not local.reports.exists()
    assert not local.replies.exists()


def test_a_comment_that_was_hidden(method: str, officer: User, sign_in: SignIn) -> None:
    comment = comment_on(GuidancePageFactory())
    decide(comment, national_editor())
    client = sign_in(officer)
    for name in OF_COMMENTS:
        assert_same(client, method, name, [comment.page.translation_key, comment.public_id])


def test_the_comment_and_the_withdrawal_of_somebody_else(
    method: str, officer: User, sign_in: SignIn
) -> None:
    comment = comment_on(GuidancePageFactory(), text="Not yours")
    withdrawal = withdraw_from(comment, national_editor())
    client = sign_in(officer)
    for name in OF_ONES_OWN:
        assert_same(client, method, name, [comment.public_id])
    assert_same(client, method, "appeal_withdrawal", [withdrawal.public_id])
    comment.refresh_from_db()
    withdrawal.refresh_from_db()
    assert (comment.text, withdrawal.appealed_at) == ("Not yours", None)


def test_what_others_look_after_in_the_cms(method: str, elsewhere: Node, sign_in: SignIn) -> None:
    comment = comment_on(GuidancePageFactory())
    withdrawal = withdraw_from(comment, national_editor())
    client = sign_in(force_editor(elsewhere))
    for name in IN_THE_CMS:
        assert_same(client, method, name, [comment.public_id])
    assert_same(client, method, "cms_withdrawal", [withdrawal.public_id])
    if method == "post":
        assert_same(client, method, "cms_withdrawal_lift", [withdrawal.public_id])
        assert_same(client, method, "cms_comment_switch", [comment.page.translation_key])
    comment.refresh_from_db()
    withdrawal.refresh_from_db()
    assert (comment.is_visible, withdrawal.ended_at) == (True, None)
