"""The CMS opens by role grants alone, as they are at the very request."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from wagtail.models import PageSubscription

from accounts.models import User
from cms.demo_files import three_circles
from cms.models import CustomDocument, CustomImage, GuidancePage
from cms.services import sync_everyone_with_cms_rights
from cms.services.cms_rights import APPROVERS, EDITORS, FORCE_WRITERS
from organisation.models import Role, RoleGrant
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory, guidance_root
from tests.factories.organisation import ForceFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def _groups(person: User) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def _form(page: GuidancePage, **changes: str) -> dict[str, str]:
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "marking": page.marking,
        "content_note": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "warning",
        "body-0-id": "",
        "body-0-value-text": "Changed words.",
        "references-count": "0",
        "confirm_days": "28",
        "confirm_question-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return fields | changes


def test_an_officer_is_refused_at_every_address_of_the_cms(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    for address in ("/cms/", "/cms/pages/3/", "/cms/no-such-thing/", "/cms/users/"):
        assert client.get(address).status_code == 403, address
    assert "Wagtail" not in client.get("/cms/").content.decode()


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_an_editor_of_a_force_enters_and_gets_no_right_over_national_pages(
    sign_in: SignIn,
) -> None:
    person, force = UserFactory(), ForceFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR, scope=force)
    client, page = sign_in(person), GuidancePageFactory(title="As it was")
    assert client.get("/cms/").status_code == 200
    assert _groups(person) == {FORCE_WRITERS, f"Force editor: {force.slug}"}
    form = _form(page, title="Changed") | {"action-publish": "action-publish"}
    assert client.post(f"/cms/pages/{page.pk}/edit/", form).status_code == 404
    for address in ("users/", "collections/", "sites/", "api/main/pages/", "reports/"):
        assert client.get(f"/cms/{address}").status_code == 403, address
    page.refresh_from_db()
    assert page.title == "As it was"


def test_an_editor_changes_a_page_and_publishes_nothing(
    editor: User, officer: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(slug="procedure", title="As it was")
    client = sign_in(editor)
    form = _form(page, title="A better title") | {"action-publish": "action-publish"}
    answer = client.post(f"/cms/pages/{page.pk}/edit/", form)
    assert answer.status_code == 302
    html = sign_in(officer).get("/guidance/procedure/").content.decode()
    assert "As it was" in html
    assert "A better title" not in html
    page.refresh_from_db()
    assert page.latest_revision.user == editor
    assert page.latest_revision.content["title"] == "A better title"
    assert _groups(editor) == {EDITORS}


def test_an_approver_publishes_the_small_change_of_an_editor_but_adds_no_page(
    editor: User, approver: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(content_owner=editor)
    page.save_revision().publish()
    written = _form(page, title="Approved words") | {
        "content_owner": str(editor.pk),
        "body-0-id": "7b2f9d54-6d7e-4c4e-9c6e-0a4a2f1c9d11",
        "change_kind": "minor",
        "change_note": "Clearer.",
    }
    sign_in(editor).post(f"/cms/pages/{page.pk}/edit/", written)
    client = sign_in(approver)
    add = f"/cms/pages/add/cms/guidancepage/{guidance_root().pk}/"
    assert client.get(add).status_code == 302
    client.post(f"/cms/pages/{page.pk}/edit/", written | {"action-publish": "action-publish"})
    page.refresh_from_db()
    assert page.title == "Approved words"
    assert _groups(approver) == {APPROVERS}


def test_a_revoked_grant_closes_the_cms_at_the_next_request(editor: User, sign_in: SignIn) -> None:
    page = GuidancePageFactory(title="As it was")
    client = sign_in(editor)
    assert client.get("/cms/").status_code == 200
    RoleGrant.objects.filter(person=editor).update(revoked_at=timezone.now())
    form = _form(page, title="Too late") | {"action-publish": "action-publish"}
    assert client.post(f"/cms/pages/{page.pk}/edit/", form).status_code == 403
    page.refresh_from_db()
    assert page.title == "As it was"
    assert _groups(editor) == set()


def test_a_group_given_by_hand_gives_no_right(officer: User, sign_in: SignIn) -> None:
    officer.groups.add(Group.objects.get(name=EDITORS))
    assert sign_in(officer).get("/cms/").status_code == 403
    assert _groups(officer) == set()


def test_those_who_never_come_back_lose_their_groups_and_their_mail(
    editor: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory()
    sign_in(editor).get("/cms/")
    PageSubscription.objects.create(user=editor, page=page, comment_notifications=True)
    RoleGrant.objects.filter(person=editor).update(revoked_at=timezone.now())
    assert sync_everyone_with_cms_rights() == 1
    assert _groups(editor) == set()
    assert not PageSubscription.objects.filter(user=editor).exists()
    assert sync_everyone_with_cms_rights() == 0


def test_an_editor_sees_no_menu_of_people_groups_or_sites(editor: User, sign_in: SignIn) -> None:
    client = sign_in(editor)
    for address in ("/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/workflows/list/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/"), address
    html = client.get("/cms/").content.decode()
    assert "/cms/users/" not in html
    assert "/cms/groups/" not in html


def test_a_superuser_enters_the_cms_but_sets_no_password_there(
    superuser: User, officer: User, sign_in: SignIn
) -> None:
    client = sign_in(superuser)
    answer = client.get(f"/cms/users/edit/{officer.pk}/")
    assert answer.status_code == 200
    assert 'type="password"' not in answer.content.decode()


def test_a_preview_of_a_sensitive_draft_is_for_those_who_may_edit_it(
    editor: User, officer: User, analyst: User, client: Client, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(sensitive=True, live=False, title="Draft tactics")
    page.save_revision()
    address = f"/cms/pages/{page.pk}/view_draft/"
    assert "Draft tactics" in sign_in(editor).get(address).content.decode()
    assert sign_in(officer).get(address).status_code == 403
    assert sign_in(analyst).get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_an_editor_uploads_pictures_and_documents_and_an_approver_does_not(
    editor: User, approver: User, sign_in: SignIn
) -> None:
    three = three_circles()
    form = {"title": "Circles", "file": three, "description": "Three circles", "tags": ""}
    assert sign_in(approver).post("/cms/images/add/", form).status_code == 302
    assert not CustomImage.objects.exists()
    three.seek(0)
    assert sign_in(editor).post("/cms/images/add/", form).status_code == 302
    assert CustomImage.objects.get().uploaded_by_user == editor
    file = SimpleUploadedFile("words.txt", b"invented words")
    sign_in(editor).post("/cms/documents/add/", {"title": "Words", "file": file, "tags": ""})
    assert CustomDocument.objects.get().uploaded_by_user == editor


def test_a_picture_without_a_description_or_a_file_that_could_run_is_refused(
    editor: User, sign_in: SignIn
) -> None:
    client = sign_in(editor)
    form = {"title": "Circles", "file": three_circles(), "description": "", "tags": ""}
    assert client.post("/cms/images/add/", form).status_code == 200
    svg = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    client.post("/cms/images/add/", form | {"file": svg, "description": "A drawing"})
    page = SimpleUploadedFile("x.html", b"<script>alert(1)</script>")
    client.post("/cms/documents/add/", {"title": "Page", "file": page, "tags": ""})
    assert not CustomImage.objects.exists()
    assert not CustomDocument.objects.exists()


def test_inline_scripts_are_let_through_on_editing_pages_only(
    editor: User, sign_in: SignIn
) -> None:
    client = sign_in(editor)
    editing = client.get("/cms/").headers["Content-Security-Policy"]
    reading = client.get("/guidance/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in editing
    assert "frame-ancestors 'self'" in editing
    assert "unsafe" not in reading
    assert "frame-ancestors 'none'" in reading


def test_a_preview_may_be_framed_by_the_page_that_edits_it_and_runs_nothing_inline(
    editor: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(title="To be seen first")
    client = sign_in(editor)
    address = f"/cms/pages/{page.pk}/edit/preview/"
    client.post(address, _form(page))
    answer = client.get(f"{address}?mode=")
    assert "To be seen first" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_mail_about_comments_names_neither_the_page_nor_the_words(
    editor: User, approver: User, sign_in: SignIn, mailoutbox: list[EmailMessage]
) -> None:
    page = GuidancePageFactory(title="Covert tactics", sensitive=True)
    PageSubscription.objects.create(user=approver, page=page, comment_notifications=True)
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-DELETE": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-contentpath": "title",
        "comments-0-text": "The third tactic is out of date",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "audience_roles": "analyst",
    }
    answer = sign_in(editor).post(f"/cms/pages/{page.pk}/edit/", _form(page) | comment)
    assert answer.status_code == 302
    assert page.wagtail_admin_comments.count() == 1
    [mail] = mailoutbox
    assert mail.to == [approver.email]
    for words in ("Covert", "tactic"):
        assert words not in mail.subject + str(mail.message())
