"""Comparing, commenting and locking are Wagtail's; our rights and rules leave them working."""

import pytest

from accounts.models import User
from cms.models import GuidancePage
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import Team
from tests.cms.workflow.editing import form_of, post, submit, words
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db


def test_a_reviewer_compares_the_draft_with_what_is_live(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(
        sign_in(team.editor),
        live_page,
        title="As it is now",
        change_kind="minor",
        change_note="Clearer.",
    )
    live_page.refresh_from_db()
    address = f"/cms/pages/{live_page.pk}/revisions/compare/live...latest/"
    html = words(sign_in(team.specialist).get(address))
    assert '<span class="deletion">was</span>' in html
    assert '<span class="addition">is now</span>' in html


def test_an_editor_locks_a_page_against_others_and_unlocks_it(
    editor: User, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    client = sign_in(editor)
    assert client.post(f"/cms/pages/{live_page.pk}/lock/").status_code == 302
    answer = post(sign_in(approver), live_page, form_of(live_page, title="Mine"))
    assert "could not be saved as it is locked" in words(answer)
    assert "Mine" in words(answer)
    client.post(f"/cms/pages/{live_page.pk}/unlock/")
    live_page.refresh_from_db()
    assert not live_page.locked


def test_a_lock_of_the_author_does_not_keep_reviewers_out(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    client = sign_in(team.editor)
    client.post(f"/cms/pages/{live_page.pk}/lock/")
    submit(client, live_page, change_kind="minor", change_note="Clearer.")
    live_page.refresh_from_db()
    assert (live_page.locked, live_page.workflow_in_progress) == (False, True)


def test_an_older_version_does_not_slip_under_a_review(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    older = live_page.latest_revision
    said = {"change_kind": "minor", "change_note": "Clearer."}
    submit(sign_in(team.editor), live_page, title="As it is now", **said)
    live_page.refresh_from_db()
    latest = live_page.latest_revision_id
    address = f"/cms/pages/{live_page.pk}/revisions/{older.pk}/revert/"
    answer = sign_in(team.specialist).post(address, form_of(live_page), follow=True)
    assert "This page is under review." in words(answer)
    live_page.refresh_from_db()
    assert live_page.latest_revision_id == latest


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "People in post"),
        ({"is_public": True}, "Anyone, without signing in"),
        ({"shared_with_cps": True}, "People in post, and CPS partners"),
        (
            {"marking": "official_sensitive", "audience_roles": ["analyst"]},
            "Only the roles it is written for",
        ),
    ],
    ids=["in post", "public", "shared", "sensitive"],
)
def test_the_editor_says_who_reads_the_page(
    facts: dict[str, object], said: str, editor: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(**facts)
    html = " ".join(words(sign_in(editor).get(f"/cms/pages/{page.pk}/edit/")).split())
    assert f"</span> {said} </h3>" in html
    assert "Once live anyone can view" not in html
