"""The directory begins with our own file, stays as editors leave it, and asks to be checked."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import SupportService
from cms.notification_kinds import SERVICE_DUE, SERVICE_DUE_SOON
from cms.services import ensure_support_services, tell_of_services_to_check
from cms.services.standing_up import stand_up
from cms.support_file import seed_rows
from cms.tasks import keep_support_services
from notifications.models import Notification
from organisation.models import Node, Role
from tests.cms.conftest import holder_of
from tests.factories.organisation import ForceFactory, RoleGrantFactory
from tests.factories.support_services import SupportServiceFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


def told(person: User) -> list[str]:
    found = Notification.objects.filter(recipient=person).order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_a_new_site_has_the_file_with_what_is_unverified_marked(empty_directory: None) -> None:
    stand_up(connection.alias)
    rows = {row.key: row for row in seed_rows() if not row.forces}
    made = {one.seed_key: one for one in SupportService.objects.all()}
    assert set(made) == set(rows)
    assert {key for key, one in made.items() if not one.is_verified} == {
        key for key, row in rows.items() if not row.fields["is_verified"]
    }


def test_a_row_for_some_forces_waits_until_there_are_such_forces(empty_directory: None) -> None:
    ensure_support_services(DAY)
    assert not SupportService.objects.filter(seed_key="live-fear-free").exists()
    forces: list[Node] = [
        ForceFactory(slug=slug) for slug in ("dyfed-powys", "gwent", "north-wales", "south-wales")
    ]
    keep_support_services()
    welsh = SupportService.objects.get(seed_key="live-fear-free")
    assert set(welsh.areas.all()) == set(forces)


def test_standing_up_again_leaves_what_editors_changed_and_ended(empty_directory: None) -> None:
    ensure_support_services(DAY)
    SupportService.objects.filter(seed_key="samaritans").update(name="Changed", ended_on=DAY)
    count = SupportService.objects.count()
    assert ensure_support_services(DAY) == 0
    call_command("migrate", verbosity=0)
    assert SupportService.objects.count() == count
    assert SupportService.objects.get(seed_key="samaritans").name == "Changed"


def test_a_site_that_begins_late_has_four_weeks_to_check(empty_directory: None) -> None:
    late = date(2030, 1, 1)
    ensure_support_services(late)
    days = set(SupportService.objects.values_list("expires_on", flat=True))
    assert days == {late + timedelta(days=28)}


def test_the_owner_is_told_two_weeks_before_and_on_the_day_once_each(
    empty_directory: None,
) -> None:
    owner = holder_of(Role.EDITOR)
    service = SupportServiceFactory(owner=owner, expires_on=DAY)
    tell_of_services_to_check(on=DAY - timedelta(days=15))
    assert told(owner) == []
    for days in (14, 13, 1):
        tell_of_services_to_check(on=DAY - timedelta(days=days))
    assert told(owner) == [SERVICE_DUE_SOON]
    for days in (0, 1, 30):
        tell_of_services_to_check(on=DAY + timedelta(days=days))
    assert told(owner) == [SERVICE_DUE_SOON, SERVICE_DUE]
    service.expires_on = DAY + timedelta(days=60)
    service.save()
    tell_of_services_to_check(on=DAY + timedelta(days=60))
    assert told(owner) == [SERVICE_DUE_SOON, SERVICE_DUE, SERVICE_DUE]


def test_without_an_owner_those_who_may_change_it_are_told(
    empty_directory: None, force: Node, force_editor: User
) -> None:
    national = holder_of(Role.APPROVER)
    SupportServiceFactory(expires_on=DAY)
    SupportServiceFactory(expires_on=DAY, force=force)
    tell_of_services_to_check(on=DAY)
    assert (told(national), told(force_editor)) == ([SERVICE_DUE], [SERVICE_DUE])


def test_an_owner_who_may_no_longer_change_it_is_not_told(empty_directory: None) -> None:
    gone, stays = holder_of(Role.EDITOR), holder_of(Role.EDITOR)
    gone.role_grants.update(ends_on=timezone.localdate())
    SupportServiceFactory(owner=gone, expires_on=DAY)
    tell_of_services_to_check(on=DAY)
    assert (told(gone), told(stays)) == ([], [SERVICE_DUE])


def test_nobody_is_told_of_what_has_ended(empty_directory: None) -> None:
    owner = holder_of(Role.EDITOR)
    SupportServiceFactory(owner=owner, expires_on=DAY, ended_on=DAY)
    assert tell_of_services_to_check(on=DAY) == 0
    assert told(owner) == []


def test_the_notice_leads_to_the_list_in_the_cms(empty_directory: None) -> None:
    owner = holder_of(Role.EDITOR)
    RoleGrantFactory(person=owner, role=Role.EDITOR)
    SupportServiceFactory(owner=owner, expires_on=DAY)
    tell_of_services_to_check(on=DAY)
    notice = Notification.objects.get()
    client = Client()
    client.force_login(owner)
    assert client.get(notice.url).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"checked_on": DAY, "expires_on": DAY},
        {"is_verified": True, "checked_on": None},
    ],
)
def test_the_database_refuses_days_that_cannot_be(
    empty_directory: None, fields: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportServiceFactory(**fields)
