"""Whatever else Wagtail offers to publish by skips neither the review nor the question."""

import json

import pytest
from django.test import Client
from wagtail.admin.api.views import PagesAdminAPIViewSet

from accounts.models import User
from cms.models import BasePage, GuidancePage, PageVersion
from cms.policies import may_publish_directly
from cms.tasks import publish_scheduled
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import BODY, Team
from tests.cms.workflow.editing import (
    as_typed,
    decide,
    form_of,
    noon_in,
    post,
    submit,
    words,
)
from tests.factories.cms import GuidancePageFactory, guidance_root

pytestmark = pytest.mark.django_db

MATERIAL = {
    "title": "As it is now",
    "change_kind": "material",
    "change_note": "Officers now ask first.",
    "change_for_everyone": "on",
}
MINOR = {"change_kind": "minor", "change_note": "A spelling."}


def schedule(page: GuidancePage, team: Team, sign_in: SignIn) -> None:
    """Take a material change through both steps, to go live the day after tomorrow."""
    submit(sign_in(team.editor), page, **MATERIAL, go_live_at=as_typed(noon_in(days=2)))
    decide(sign_in(team.specialist), page)
    decide(sign_in(team.lawyer), page)
    page.refresh_from_db()
    assert page.approved_schedule


@pytest.mark.parametrize("act", sorted(PagesAdminAPIViewSet.actions))
def test_the_acts_for_programs_are_closed_to_everybody(
    act: str, team: Team, superuser: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    post(sign_in(team.editor), live_page, form_of(live_page, **MATERIAL))
    pages, versions = BasePage.objects.count(), PageVersion.objects.count()
    sent = {
        "revision_id": live_page.live_revision_id,
        "destination_page_id": guidance_root().pk,
        "position": "last-child",
        "keep_live": True,
    }
    for person in (team.editor, team.specialist, superuser):
        client = sign_in(person)
        address = f"/cms/api/main/pages/{live_page.pk}/action/{act}/"
        answer = client.post(address, json.dumps(sent), content_type="application/json")
        assert answer.status_code == 403, person
    live_page.refresh_from_db()
    assert (live_page.title, live_page.live) == ("As it was", True)
    assert (BasePage.objects.count(), PageVersion.objects.count()) == (pages, versions)


def test_the_list_of_pages_that_the_menu_asks_for_stays_open(
    editor: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    answer = sign_in(editor).get(f"/cms/api/main/pages/?child_of={live_page.get_parent().pk}")
    assert answer.status_code == 200
    assert live_page.pk in {row["id"] for row in answer.json()["items"]}


def test_a_copy_of_a_live_page_is_a_draft_that_needs_its_own_review(
    editor: User, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    form = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": str(guidance_root().pk),
        "publish_copies": "on",
        "alias": "on",
    }
    address = f"/cms/pages/{live_page.pk}/copy/"
    for refused in (form, {**form, "publish_copies": "", "alias": ""}):
        assert sign_in(approver).post(address, refused).status_code == 200
    assert not GuidancePage.objects.filter(slug="a-copy").exists()
    assert sign_in(editor).post(address, form).status_code == 302
    copy = GuidancePage.objects.get(slug="a-copy")
    assert (copy.live, copy.alias_of, copy.first_published_at) == (False, None, None)
    assert not may_publish_directly(approver, copy)
    assert not PageVersion.objects.filter(page=copy).exists()


def test_whoever_runs_the_cms_copies_nothing_into_the_open_either(
    superuser: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    client = sign_in(superuser)
    form = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": str(guidance_root().pk),
    }
    for tick in ("publish_copies", "alias"):
        answer = client.post(f"/cms/pages/{live_page.pk}/copy/", form | {tick: "on"})
        assert answer.status_code == 200
        assert "A copy" in words(answer)
    assert not GuidancePage.objects.filter(slug="a-copy").exists()


def test_a_new_page_is_not_published_as_it_is_made(
    superuser: User, editor: User, sign_in: SignIn
) -> None:
    pattern = GuidancePageFactory(body=BODY, content_owner=editor)
    form = form_of(pattern, title="New", slug="new", **MINOR)
    address = f"/cms/pages/add/cms/guidancepage/{guidance_root().pk}/"
    answer = sign_in(superuser).post(address, form | {"action-publish": "action-publish"})
    assert answer.status_code == 302
    assert not GuidancePage.objects.get(slug="new").live


def test_an_older_version_comes_back_as_a_draft_and_is_published_like_any_change(
    team: Team, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    older = live_page.latest_revision
    post(sign_in(team.editor), live_page, form_of(live_page, title="Changed", **MINOR))
    address = f"/cms/pages/{live_page.pk}/revisions/{older.pk}/revert/"
    typed = form_of(live_page, title="As it was, again", **MINOR)
    answer = sign_in(approver).post(address, typed | {"action-publish": "action-publish"})
    assert "nobody publishes their own words" in words(answer)
    client: Client = sign_in(team.editor)
    assert client.post(address, typed | {"revision": str(older.pk)}).status_code == 302
    live_page.refresh_from_db()
    assert (live_page.title, live_page.has_unpublished_changes) == ("As it was", True)
    unanswered = typed | {"change_kind": "", "action-submit": "action-submit"}
    assert "Say whether this change is material or minor." in words(
        client.post(address, unanswered)
    )
    assert not live_page.workflow_states.exists()


def test_what_waits_for_its_time_is_locked_and_only_an_approver_stops_it(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    schedule(live_page, team, sign_in)
    revision = live_page.scheduled_revision
    answer = post(sign_in(team.editor), live_page, form_of(live_page, title="Slipped in"))
    assert "could not be saved as it is locked" in words(answer)
    address = f"/cms/pages/{live_page.pk}/revisions/{revision.pk}/unschedule/"
    assert sign_in(team.editor).post(address).headers["Location"] == "/cms/"
    assert live_page.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    assert sign_in(team.specialist).post(address).status_code == 302
    assert not live_page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_was_stopped_needs_its_review_again(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    schedule(live_page, team, sign_in)
    revision = live_page.scheduled_revision
    address = f"/cms/pages/{live_page.pk}/revisions/{revision.pk}/unschedule/"
    client = sign_in(team.specialist)
    assert client.post(address).status_code == 302
    post(client, live_page, form_of(live_page, go_live_at=""), "publish")
    publish_scheduled()
    live_page.refresh_from_db()
    assert live_page.title == "As it was"
    assert live_page.versions.count() == 1
    assert submit(sign_in(team.editor), live_page, **MATERIAL, go_live_at="").status_code == 302
    assert live_page.current_workflow_task.name == "Specialist review"
