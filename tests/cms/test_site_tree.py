"""The trunk of the tree and the groups stand, and stand up again when they are gone."""

import pytest
from django.contrib.auth.models import Group
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site

from accounts.models import User
from cms.models import HomePage, SectionIndexPage
from cms.selectors import page_tree_url, recently_changed_guidance
from cms.services import GUIDANCE_SLUG, LEARNING_SLUG, ensure_site_tree
from cms.services.cms_rights import APPROVERS, EDITORS, FORCE_WRITERS, ensure_cms_groups
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db


def test_home_guidance_and_learning_stand_after_migrating() -> None:
    site = Site.objects.get(is_default_site=True)
    assert isinstance(site.root_page.specific, HomePage)
    sections = SectionIndexPage.objects.live().child_of(site.root_page)
    assert {page.url for page in sections} == {"/guidance/", "/learning/"}
    assert (page_tree_url(GUIDANCE_SLUG), page_tree_url(LEARNING_SLUG)) == (
        "/guidance/",
        "/learning/",
    )
    assert set(Group.objects.values_list("name", flat=True)) == {
        EDITORS,
        APPROVERS,
        FORCE_WRITERS,
    }


def test_standing_up_again_changes_nothing() -> None:
    before = Page.objects.count(), GroupPagePermission.objects.count()
    ensure_cms_groups(ensure_site_tree())
    assert (Page.objects.count(), GroupPagePermission.objects.count()) == before


def test_the_tree_and_the_groups_stand_up_again_when_their_rows_are_gone() -> None:
    Group.objects.all().delete()
    Site.objects.all().delete()
    Page.objects.get(depth=1).delete()
    Collection.objects.all().delete()
    Locale.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert HomePage.objects.count() == 1
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert GroupPagePermission.objects.filter(group__name=EDITORS).count() == 3


def test_the_address_of_the_tree_is_found_in_as_many_queries_at_any_depth(
    officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(slug="first")
    assert sign_in(officer).get("/guidance/first/").status_code == 200
    assert sign_in(officer).get("/guidance/first/no-child/").status_code == 404
    assert sign_in(officer).get("/guidance/missing/first/").status_code == 404


def test_guidance_that_changed_last_comes_first_and_only_what_the_reader_may_read(
    officer: User, analyst: User
) -> None:
    for title, sensitive in (("Older", False), ("Newer", False), ("Tactics", True)):
        page = GuidancePageFactory(title=title, sensitive=sensitive)
        page.save_revision().publish()
    assert [page.title for page in recently_changed_guidance(officer, 5)] == ["Newer", "Older"]
    assert [page.title for page in recently_changed_guidance(analyst, 2)] == ["Tactics", "Newer"]
