"""What a version said of itself stays with those who could read it, whatever the page is today."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from cms.models import ChangeKind, Marking, PageVersion
from cms.policies import may_read_version
from learning.selectors import changes_to_confirm
from learning.selectors.asked import asked_by_force
from organisation.models import Membership, Role
from tests.factories.changes import make_changed_page, publish_change, question
from tests.factories.learning import complete, make_module
from tests.factories.organisation import TeamFactory, person_in

TODAY = date(2026, 3, 2)
SECRET = "The note of the sensitive version."
OPEN = "The note that all may read."


def address_of(version: PageVersion) -> str:
    return f"/page/{version.page.translation_key}/confirm/"


@pytest.fixture
def was_sensitive(db: None, clock: time_machine.Traveller) -> PageVersion:
    """Changed in earnest for analysts alone, while it was sensitive."""
    return make_changed_page(
        note=SECRET, marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"]
    )


def become(person: User, role: str, on: date) -> None:
    """End the person's post and begin another in the same place."""
    post = Membership.objects.get(person=person)
    Membership.objects.filter(pk=post.pk).update(ended_on=on)
    post.copy(started_on=on, rasso_role=role, ended_on=None).save()
    for known in ("_membership_today", "_reader"):
        person.__dict__.pop(known, None)


def test_who_left_the_audience_of_a_sensitive_version_is_not_shown_its_note(
    client: Client, officer: User, was_sensitive: PageVersion, clock: time_machine.Traveller
) -> None:
    Membership.objects.filter(person=officer).update(rasso_role="analyst")
    become(officer, "investigator", TODAY + timedelta(days=2))
    clock.shift(timedelta(days=5))
    publish_change(was_sensitive.page, OPEN, marking=Marking.OFFICIAL, audience_roles=[])
    client.force_login(officer)
    page = client.get(address_of(was_sensitive)).content.decode()
    assert OPEN in page
    assert SECRET not in page
    assert "OFFICIAL-SENSITIVE" not in page
    assert not may_read_version(User.objects.get(pk=officer.pk), was_sensitive)


def test_who_is_still_in_it_is_shown_both_notes_under_the_marking_of_the_older(
    client: Client, officer: User, was_sensitive: PageVersion, clock: time_machine.Traveller
) -> None:
    Membership.objects.filter(person=officer).update(rasso_role="analyst")
    clock.shift(timedelta(days=5))
    publish_change(was_sensitive.page, OPEN, marking=Marking.OFFICIAL, audience_roles=[])
    client.force_login(officer)
    page = client.get(address_of(was_sensitive)).content.decode()
    assert OPEN in page
    assert SECRET in page
    assert page.count("OFFICIAL-SENSITIVE") == 2


def test_a_change_that_was_for_other_roles_is_not_shown(
    client: Client, officer: User, clock: time_machine.Traveller
) -> None:
    version = make_changed_page(note="For senior investigating officers.", audience_roles=["sio"])
    clock.shift(timedelta(days=5))
    publish_change(version.page, OPEN, audience_roles=[])
    client.force_login(officer)
    page = client.get(address_of(version)).content.decode()
    assert OPEN in page
    assert "For senior investigating officers." not in page


def test_a_sensitive_version_asks_nobody_new_once_the_page_is_open_to_all(
    signed_in: Client, officer: User
) -> None:
    """Neither its note nor its question is shown, and they are in nobody's count."""
    version = make_changed_page(
        note=SECRET,
        asks=question(),
        marking=Marking.OFFICIAL_SENSITIVE,
        audience_roles=["analyst"],
    )
    publish_change(version.page, kind=ChangeKind.MINOR, marking=Marking.OFFICIAL, audience_roles=[])
    assert changes_to_confirm(officer, TODAY) == []
    page = signed_in.get(address_of(version)).content.decode()
    assert "There is nothing for you to confirm" in page
    assert "What comes first now?" not in page
    assert SECRET not in page
    version.refresh_from_db()
    assert asked_by_force(version, TODAY) == []


def test_a_cps_partner_is_not_asked_about_what_was_shared_only_later(
    client: Client, officer: User, version: PageVersion
) -> None:
    partner = person_in(TeamFactory(), Role.CPS_PARTNER)
    publish_change(version.page, kind=ChangeKind.MINOR, shared_with_cps=True)
    client.force_login(partner)
    page = client.get(address_of(version)).content.decode()
    assert "There is nothing for you to confirm" in page
    assert "Ask about digital devices first." not in page
    assert changes_to_confirm(partner, TODAY) == []
    assert [change.title for change in changes_to_confirm(officer, TODAY)] == ["First accounts"]


def test_a_completion_is_marked_with_the_day_of_a_change_whose_note_is_closed(
    client: Client, officer: User, clock: time_machine.Traveller
) -> None:
    Membership.objects.filter(person=officer).update(rasso_role="analyst")
    module = make_module()
    complete(officer, module, date(2026, 2, 1))
    publish_change(module, SECRET, marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"])
    become(officer, "investigator", TODAY + timedelta(days=2))
    clock.shift(timedelta(days=5))
    publish_change(module, kind=ChangeKind.MINOR, marking=Marking.OFFICIAL, audience_roles=[])
    client.force_login(officer)
    page = client.get("/learning/listening/").content.decode()
    assert "on 1 February 2026, before the change of 2 March 2026" in page
    assert SECRET not in page
    assert "Before the change of 2 March 2026" in client.get("/my/learning/").content.decode()
