"""A force's editor writes pages of the force in Wagtail, and can touch nothing else."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.models import GuidancePage, LocalPlace, LocalSectionPage
from cms.services.local_places import local_place_of
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.cms.test_cms_rights import _form
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory, guidance_root
from tests.factories.organisation import ForceFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def _new_page_form(**changes: str) -> dict[str, str]:
    draft = GuidancePage(title="Our local way", slug="our-local-way", summary="How we do it.")
    return _form(draft, **changes)


def test_the_first_entry_of_an_editor_makes_the_section_of_the_force(sign_in: SignIn) -> None:
    force = ForceFactory(name="New Police", slug="new")
    editor = UserFactory()
    RoleGrantFactory(person=editor, role=Role.EDITOR, scope=force)
    assert sign_in(editor).get("/cms/").status_code == 200
    answer = sign_in(editor).get("/cms/pages/", follow=True)
    place = LocalPlace.objects.get(force=force)
    assert answer.redirect_chain[-1][0] == f"/cms/pages/{place.section.pk}/"
    assert answer.status_code == 200
    assert place.section.url_path.endswith("/guidance/local/new/")
    assert place.section.force == force
    assert place.collection.name == "New Police"
    sign_in(editor).get("/cms/", follow=True)
    assert LocalSectionPage.objects.filter(force=force).count() == 1


def test_a_page_below_a_section_is_local_whatever_the_form_says(
    ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    address = f"/cms/pages/add/cms/guidancepage/{ours.place.section.pk}/"
    form = _new_page_form(force=str(theirs.force.pk))
    assert at_desk.get(address).status_code == 200
    assert at_desk.post(address, form).status_code == 302
    page = GuidancePage.objects.get(slug="our-local-way")
    assert page.force == ours.force
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.live, page.force) == (True, ours.force)


def test_a_page_in_a_subsection_is_local_too(ours: WritingForce) -> None:
    below = SectionIndexPageFactory(parent=ours.place.section)
    page = GuidancePageFactory(parent=below)
    assert (below.force, page.force) == (ours.force, ours.force)


def test_an_old_revision_cannot_say_whose_page_it_is(ours: WritingForce) -> None:
    page = GuidancePageFactory(parent=ours.place.section)
    revision = page.save_revision()
    revision.content["force"] = None
    revision.save()
    revision.publish()
    page.refresh_from_db()
    assert page.force == ours.force


def test_an_editor_changes_a_local_page_and_sees_its_history_and_draft(
    ours: WritingForce, at_desk: Client
) -> None:
    page = GuidancePageFactory(parent=ours.place.section, title="Before")
    answer = at_desk.post(f"/cms/pages/{page.pk}/edit/", _form(page, title="After"))
    assert answer.status_code == 302
    for part in ("edit", "history", "view_draft", "usage"):
        answer = at_desk.get(f"/cms/pages/{page.pk}/{part}/")
        assert answer.status_code == 200, part
    assert "After" in at_desk.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()


@pytest.mark.parametrize("whose", ["national", "foreign"])
def test_a_page_that_is_not_the_forces_own_is_missing_in_the_cms_and_stays_as_it_is(
    whose: str, ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    parent = guidance_root() if whose == "national" else theirs.place.section
    page = GuidancePageFactory(parent=parent, title="As it was")
    for part in ("edit/", "history/", "view_draft/", "usage/", "delete/", "unpublish/", ""):
        answer = at_desk.get(f"/cms/pages/{page.pk}/{part}")
        assert answer.status_code == 404, part
        assert "As it was" not in answer.content.decode()
    assert at_desk.get("/cms/pages/999999/edit/").status_code == 404
    form = _form(page, title="Changed") | {"action-publish": "action-publish"}
    assert at_desk.post(f"/cms/pages/{page.pk}/edit/", form).status_code == 404
    assert at_desk.post(f"/cms/pages/{page.pk}/delete/").status_code == 404
    add = f"/cms/pages/add/cms/guidancepage/{page.get_parent().pk}/"
    assert at_desk.post(add, _new_page_form()).status_code == 404
    page.refresh_from_db()
    assert page.title == "As it was"
    assert not GuidancePage.objects.filter(slug="our-local-way").exists()


def test_the_section_itself_can_be_written_in_but_not_ended_or_moved(
    ours: WritingForce, at_desk: Client
) -> None:
    section = ours.place.section
    assert at_desk.get(f"/cms/pages/{section.pk}/edit/").status_code == 200
    for part in ("delete", "unpublish", "move"):
        assert at_desk.post(f"/cms/pages/{section.pk}/{part}/").status_code == 404, part
    assert LocalSectionPage.objects.filter(pk=section.pk, live=True).exists()


def test_a_page_moves_inside_its_force_and_not_out_of_it(
    ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    page = GuidancePageFactory(parent=ours.place.section, live=False)
    below = LocalSectionPage(title="Below", slug="below", summary="Inside.")
    ours.place.section.add_child(instance=below)
    for stranger in (guidance_root(), theirs.place.section):
        there = {"new_parent_page": str(stranger.pk)}
        assert at_desk.post(f"/cms/pages/{page.pk}/move/", there).status_code == 404
        confirm = f"/cms/pages/{page.pk}/move/{stranger.pk}/confirm/"
        assert at_desk.post(confirm).status_code == 404
    at_desk.post(f"/cms/pages/{page.pk}/move/{below.pk}/confirm/")
    page.refresh_from_db()
    assert page.get_parent().pk == below.pk


def test_the_national_team_moves_no_page_into_a_force_or_out_of_one(
    ours: WritingForce, editor: object, sign_in: SignIn
) -> None:
    local = GuidancePageFactory(parent=ours.place.section)
    national = GuidancePageFactory()
    client = sign_in(editor)  # type: ignore[arg-type] # the fixture's type is the person's
    client.post(f"/cms/pages/{local.pk}/move/{guidance_root().pk}/confirm/")
    client.post(f"/cms/pages/{national.pk}/move/{ours.place.section.pk}/confirm/")
    client.post(
        f"/cms/bulk/wagtailcore/page/move/?id={local.pk}", {"chooser": str(guidance_root().pk)}
    )
    client.post(f"/cms/pages/{local.pk}/copy/", {"new_parent_page": str(guidance_root().pk)})
    assert GuidancePage.objects.child_of(ours.place.section).get() == local
    assert GuidancePage.objects.child_of(guidance_root()).get() == national


def test_rights_end_with_the_grant(ours: WritingForce, at_desk: Client) -> None:
    at_desk.get("/cms/", follow=True)
    assert Group.objects.get(name=f"Force editor: {ours.force.slug}").user_set.get() == ours.editor
    ours.editor.role_grants.update(ends_on=date(2021, 1, 1))
    assert at_desk.get(f"/cms/pages/{ours.place.section.pk}/").status_code == 403
    assert not ours.editor.groups.exists()


def test_a_section_that_was_deleted_is_made_again(ours: WritingForce, at_desk: Client) -> None:
    at_desk.get("/cms/", follow=True)
    ours.place.section.delete()
    assert at_desk.get("/cms/", follow=True).status_code == 200
    place = local_place_of(ours.force)
    assert at_desk.get(f"/cms/pages/{place.section.pk}/edit/").status_code == 200


def test_somebody_who_writes_for_two_forces_sees_both_and_no_third(
    ours: WritingForce, theirs: WritingForce, at_desk: Client
) -> None:
    third = LocalPlace.objects.get(force=local_place_of(ForceFactory(name="Third Police")).force)
    RoleGrantFactory(person=ours.editor, role=Role.EDITOR, scope=theirs.force)
    html = at_desk.get("/cms/pages/", follow=True).content.decode()
    assert "Our Police" in html
    assert "Their Police" in html
    assert "Third Police" not in html
    assert at_desk.get(f"/cms/pages/{third.section.pk}/").status_code == 404


def test_an_approver_of_a_force_publishes_a_small_change_of_its_editor_and_adds_nothing(
    ours: WritingForce, at_desk: Client, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(parent=ours.place.section, title="Before", content_owner=ours.editor)
    page.save_revision().publish()
    edit = f"/cms/pages/{page.pk}/edit/"
    written = _form(page, title="After") | {
        "content_owner": str(ours.editor.pk),
        "body-0-id": "7b2f9d54-6d7e-4c4e-9c6e-0a4a2f1c9d11",
        "change_kind": "minor",
        "change_note": "Clearer.",
    }
    at_desk.post(edit, written | {"action-publish": "action-publish"})
    page.refresh_from_db()
    assert page.title == "Before"
    client = sign_in(ours.approver)
    client.post(edit, written | {"action-publish": "action-publish"})
    page.refresh_from_db()
    assert page.title == "After"
    add = f"/cms/pages/add/cms/guidancepage/{ours.place.section.pk}/"
    client.post(add, _new_page_form())
    assert not GuidancePage.objects.filter(slug="our-local-way").exists()
