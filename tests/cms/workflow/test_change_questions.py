"""Every publication of a page that has been live says what changed, and for whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import GuidancePage, PageVersion
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import BODY, Team
from tests.cms.workflow.editing import decide, form_of, post, submit, words
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

MINOR = {"change_kind": "minor", "change_note": "A spelling."}


@pytest.fixture
def desk(team: Team, sign_in: SignIn) -> Client:
    """The editor's browser, with reviewers there."""
    return sign_in(team.editor)


def test_a_change_of_a_live_page_says_its_kind_and_what_changed(
    desk: Client, live_page: GuidancePage
) -> None:
    answer = submit(desk, live_page, title="Typed and kept")
    assert answer.status_code == 200
    for message in ("Say whether this change is material or minor.", "Say in a sentence or two"):
        assert message in words(answer)
    assert "Typed and kept" in words(answer)
    assert not live_page.workflow_states.exists()


def test_a_material_change_says_who_reads_it_again(desk: Client, live_page: GuidancePage) -> None:
    said = {"change_kind": "material", "change_note": "Ask first."}
    answer = submit(desk, live_page, **said)
    assert "Say who has to read it again" in words(answer)
    assert not live_page.workflow_states.exists()
    assert submit(desk, live_page, **said, audience_roles="investigator").status_code == 302


def test_a_draft_is_saved_without_answers(desk: Client, live_page: GuidancePage) -> None:
    assert post(desk, live_page, form_of(live_page, title="Only a draft")).status_code == 302
    live_page.refresh_from_db()
    assert live_page.get_latest_revision().content["title"] == "Only a draft"


def test_the_first_publication_needs_no_kind_and_asks_nobody(
    desk: Client, team: Team, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(body=BODY, content_owner=team.editor, live=False)
    page.save_revision(user=team.editor)
    assert submit(desk, page).status_code == 302
    decide(sign_in(team.specialist), page)
    decide(sign_in(team.lawyer), page)
    version = PageVersion.objects.get(page=page)
    assert (version.number, version.kind, version.note) == (1, "minor", "")


def test_the_form_is_blank_again_after_a_publication(
    desk: Client, team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(desk, live_page, title="New", **MINOR)
    decide(sign_in(team.specialist), live_page)
    live_page.refresh_from_db()
    assert live_page.change_note == "A spelling."
    html = words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))
    assert "A spelling." not in html
    # A draft keeps its answers, until it is published.
    post(desk, live_page, form_of(live_page, title="Newer", change_note="Half a note"))
    assert "Half a note" in words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))


def test_a_time_that_has_passed_is_refused_in_words(desk: Client, live_page: GuidancePage) -> None:
    past = (timezone.localtime() - timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    answer = post(desk, live_page, form_of(live_page, title="Typed and kept", go_live_at=past))
    assert answer.status_code == 200
    assert "This time has passed." in words(answer)
    assert "Typed and kept" in words(answer)
    live_page.refresh_from_db()
    assert live_page.get_latest_revision().content["title"] == "As it was"


def test_an_editor_cannot_publish_and_the_button_only_saves(
    desk: Client, live_page: GuidancePage
) -> None:
    html = words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))
    assert 'name="action-publish"' not in html
    assert "Submit to Review" in html
    assert post(desk, live_page, form_of(live_page, title="Mine"), "publish").status_code == 302
    live_page.refresh_from_db()
    assert (live_page.title, live_page.has_unpublished_changes) == ("As it was", True)


def test_an_approver_publishes_a_minor_change_of_somebody_else(
    desk: Client, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    post(desk, live_page, form_of(live_page, title="Corrected", **MINOR))
    answer = post(sign_in(approver), live_page, form_of(live_page), "publish")
    assert answer.status_code == 302
    live_page.refresh_from_db()
    assert live_page.title == "Corrected"
    assert live_page.versions.first().note == "A spelling."


def test_an_approver_publishes_neither_a_material_change_nor_their_own(
    desk: Client, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    said = {"change_kind": "material", "change_note": "Ask first.", "change_for_everyone": "on"}
    post(desk, live_page, form_of(live_page, title="Changed", **said))
    client = sign_in(approver)
    answer = post(client, live_page, form_of(live_page), "publish")
    assert "A material change is reviewed first." in words(answer)
    typed = form_of(live_page, title="My words", **MINOR)
    answer = post(client, live_page, typed, "publish")
    assert "nobody publishes their own words" in words(answer)
    assert "My words" in words(answer)
    # Saved as a draft it is theirs, and the button is gone.
    post(client, live_page, typed)
    post(client, live_page, form_of(live_page), "publish")
    live_page.refresh_from_db()
    assert live_page.title == "As it was"


def test_nobody_publishes_a_page_for_the_first_time_without_a_review(
    approver: User, superuser: User, editor: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(body=BODY, content_owner=editor, live=False)
    page.save_revision(user=editor)
    for person in (approver, superuser):
        post(sign_in(person), page, form_of(page, **MINOR), "publish")
        page.refresh_from_db()
        assert not page.live


def test_pages_are_not_published_in_bulk(
    desk: Client, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    post(desk, live_page, form_of(live_page, title="Corrected", **MINOR))
    address = f"/cms/bulk/wagtailcore/page/publish/?id={live_page.pk}"
    answer = sign_in(approver).post(address, {"include_descendants": ""}, follow=True)
    assert "Publish pages one by one" in words(answer)
    live_page.refresh_from_db()
    assert live_page.title == "As it was"
