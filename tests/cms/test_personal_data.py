"""What the content holds about a person can be given to them, and taken off when they go."""

import pytest
from django.apps import apps

from accounts.models import User
from cms.models import GuidancePage
from cms.personal_data import DECLARATIONS
from cms.services import sync_cms_rights
from privacy.registry import missing_declarations
from tests.factories.cms import GuidancePageFactory, make_document

pytestmark = pytest.mark.django_db
OURS = ("cms.", "wagtail")


def test_every_link_of_the_content_to_a_person_is_declared() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    missing = missing_declarations(DECLARATIONS)
    assert [link for link in missing if link.startswith(OURS)] == []
    assert {entry.model._meta.label for entry in DECLARATIONS} <= labels


def test_a_page_and_its_versions_outlive_the_name_of_the_person_who_wrote_them(
    editor: User,
) -> None:
    sync_cms_rights(editor)
    page = GuidancePageFactory(content_owner=editor, owner=editor, title="Written by someone")
    revision = page.save_revision(user=editor, log_action=True)
    revision.publish(user=editor, skip_permission_checks=True)
    document = make_document()
    document.uploaded_by_user = editor
    document.save()
    exported = {entry.model._meta.label: entry.export(editor) for entry in DECLARATIONS}
    assert exported["cms.BasePage"] == [{"title": "Written by someone"}]
    assert exported["cms.CustomDocument"] == [{"title": "Invented document"}]
    assert exported["wagtailcore.Revision"][0]["object_str"] == "Written by someone"
    assert sum(entry.erase(editor) for entry in DECLARATIONS) >= 5
    kept = GuidancePage.objects.get(pk=page.pk)
    assert kept.live
    assert (kept.content_owner, kept.owner, kept.latest_revision.user) == (None, None, None)
    assert all(entry.export(editor) == [] for entry in DECLARATIONS)
