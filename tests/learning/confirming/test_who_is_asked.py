"""Asked is who was in the audience when it changed, still is, and may read the page."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, ChangeKind, Marking, PageVersion
from learning.changes import Stay
from learning.selectors import changes_to_confirm
from organisation.models import Membership, RassoRole, Role
from tests.factories.accounts import UserFactory
from tests.factories.changes import make_changed_page, publish_change
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import (
    MembershipFactory,
    TeamFactory,
    person_in,
)

TODAY = date(2026, 3, 2)


def titles(person: User, on: date = TODAY) -> list[str]:
    return [change.title for change in changes_to_confirm(person, on)]


def in_role(role: str) -> User:
    person = person_in(TeamFactory())
    Membership.objects.filter(person=person).update(rasso_role=role)
    return person


def test_everyone_in_post_is_asked_where_no_role_is_named(
    officer: User, version: PageVersion
) -> None:
    assert titles(officer) == ["First accounts"]
    assert titles(in_role(RassoRole.ANALYST)) == ["First accounts"]
    assert titles(UserFactory()) == []


def test_only_the_roles_that_are_named_are_asked(officer: User) -> None:
    make_changed_page("For analysts", audience_roles=["analyst", "sio"])
    assert titles(officer) == []
    assert titles(in_role("analyst")) == ["For analysts"]


@pytest.mark.parametrize("kind", [ChangeKind.MINOR, ""])
def test_a_minor_change_asks_nobody(officer: User, kind: ChangeKind) -> None:
    page = GuidancePageFactory()
    publish_change(page, kind=kind)
    assert titles(officer) == []


def test_a_first_publication_asks_if_it_says_that_it_is_material(officer: User) -> None:
    first = publish_change(GuidancePageFactory(title="New duty"))
    assert first.number == 1
    assert titles(officer) == ["New duty"]


def test_who_joins_later_is_not_asked_and_who_joins_on_the_day_is(version: PageVersion) -> None:
    later, that_day = (person_in(TeamFactory()) for _number in range(2))
    Membership.objects.filter(person=later).update(started_on=TODAY + timedelta(days=1))
    Membership.objects.filter(person=that_day).update(started_on=TODAY)
    assert titles(later, TODAY + timedelta(days=2)) == []
    assert titles(that_day, TODAY + timedelta(days=2)) == ["First accounts"]


def test_who_moves_into_the_audience_later_is_not_asked_nor_who_moves_out(officer: User) -> None:
    make_changed_page(audience_roles=["sio"])
    leaver = in_role("sio")
    moved_on = TODAY + timedelta(days=3)
    for person, role in ((officer, "sio"), (leaver, "analyst")):
        post = Membership.objects.get(person=person)
        Membership.objects.filter(pk=post.pk).update(ended_on=moved_on)
        post.copy(started_on=moved_on, rasso_role=role, ended_on=None).save()
    assert titles(officer, moved_on) == []
    assert titles(leaver, TODAY) == ["First accounts"]
    assert titles(leaver, moved_on) == []


def test_who_moves_to_another_team_in_the_same_role_is_still_asked(
    officer: User, version: PageVersion
) -> None:
    moved_on = TODAY + timedelta(days=3)
    Membership.objects.filter(person=officer).update(ended_on=moved_on)
    MembershipFactory(person=officer, node=TeamFactory(), started_on=moved_on)
    assert titles(officer, moved_on) == ["First accounts"]


def test_a_leaver_is_asked_no_more(officer: User, version: PageVersion) -> None:
    Membership.objects.filter(person=officer).update(ended_on=TODAY)
    assert titles(officer) == []


def test_nobody_is_asked_about_what_is_unpublished(officer: User, version: PageVersion) -> None:
    version.page.unpublish()
    assert titles(officer) == []


def test_nobody_is_asked_once_it_has_expired(
    officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    BasePage.objects.filter(pk=version.page_id).update(
        expire_at=timezone.now() + timedelta(hours=1)
    )
    clock.shift(7200)
    call_command("publish_scheduled")
    assert titles(officer) == []


def test_a_sensitive_page_asks_those_who_may_read_it_and_is_hidden_from_the_others(
    client: Client, officer: User
) -> None:
    version = make_changed_page(
        "Secret", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"]
    )
    analyst = in_role("analyst")
    assert titles(analyst) == ["Secret"]
    assert titles(officer) == []
    client.force_login(officer)
    assert client.get(f"/page/{version.page.translation_key}/confirm/").status_code == 404
    client.force_login(analyst)
    page = client.get(f"/page/{version.page.translation_key}/confirm/").content.decode()
    assert page.count("OFFICIAL-SENSITIVE") == 2


def test_a_page_of_a_force_asks_only_those_in_that_force(officer: User) -> None:
    home = person_in(TeamFactory())
    force = Membership.objects.get(person=home).force
    make_changed_page("Local", force=force)
    assert titles(home) == ["Local"]
    assert titles(officer) == []


def test_a_cps_partner_is_asked_only_of_what_is_shared(officer: User, version: PageVersion) -> None:
    team = TeamFactory()
    partner = person_in(team, Role.CPS_PARTNER)
    prosecutor = in_role("cps_prosecutor")
    make_changed_page("Shared", shared_with_cps=True)
    assert titles(partner) == ["Shared"]
    assert titles(prosecutor) == ["Shared"]


def test_a_newer_change_takes_the_place_of_the_older_with_both_notes(
    signed_in: Client, officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=5))
    signed_in.force_login(officer)
    publish_change(version.page, "And write down who decided.", days=10)
    found = changes_to_confirm(officer, date(2026, 3, 7))
    assert [(change.title, change.due_on) for change in found] == [
        ("First accounts", date(2026, 3, 17))
    ]
    page = signed_in.get(found[0].url).content.decode()
    assert page.index("And write down who decided.") < page.index("Ask about digital devices")
    assert "The page changed 2 times" in page


def test_who_came_between_two_changes_is_shown_the_note_of_the_second_alone(
    client: Client, version: PageVersion, clock: time_machine.Traveller
) -> None:
    joiner = person_in(TeamFactory())
    Membership.objects.filter(person=joiner).update(started_on=TODAY + timedelta(days=2))
    clock.shift(timedelta(days=5))
    publish_change(version.page, "And write down who decided.")
    client.force_login(joiner)
    page = client.get(f"/page/{version.page.translation_key}/confirm/").content.decode()
    assert "And write down who decided." in page
    assert "Ask about digital devices" not in page


def test_who_is_not_asked_is_told_that_there_is_nothing_to_confirm(
    signed_in: Client, officer: User
) -> None:
    version = make_changed_page(audience_roles=["sio"])
    url = f"/page/{version.page.translation_key}/confirm/"
    assert "There is nothing for you to confirm" in signed_in.get(url).content.decode()
    signed_in.post(url, {"version": str(version.public_id)})
    assert not officer.confirmations.exists()


def test_the_banner_stands_on_the_page_for_those_who_are_asked_until_they_confirm(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    url = version.page.specific.url
    page = signed_in.get(url).content.decode()
    assert "This page changed on 2 March 2026. Please confirm by 30 March 2026." in page
    assert f"/page/{version.page.translation_key}/confirm/" in page
    officer.confirmations.create(version=version, confirmed_on=TODAY)
    assert "This page changed on" not in signed_in.get(url).content.decode()


def test_who_is_not_asked_sees_no_banner(client: Client, version: PageVersion) -> None:
    joiner = person_in(TeamFactory())
    Membership.objects.filter(person=joiner).update(started_on=date(2026, 3, 9))
    client.force_login(joiner)
    with time_machine.travel(datetime(2026, 3, 9, 12, tzinfo=UTC)):
        client.force_login(joiner)
        page = client.get(version.page.specific.url).content.decode()
    assert "First accounts" in page
    assert "This page changed on" not in page


@pytest.mark.django_db
def test_a_public_page_has_no_banner_for_strangers(client: Client) -> None:
    version = make_changed_page(is_public=True)
    answer = client.get(version.page.specific.url)
    assert answer.status_code == 200
    assert "Please confirm by" not in answer.content.decode()


def test_the_dashboard_asks_no_more_questions_for_more_changes(
    signed_in: Client, officer: User
) -> None:
    make_changed_page("One")
    signed_in.get("/home/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        signed_in.get("/home/")
    for number in range(5):
        make_changed_page(f"More {number}")
    with CaptureQueriesContext(connection) as six:
        page = signed_in.get("/home/").content.decode()
    assert "Changed on 2 March 2026, due on 30 March 2026" in page
    assert len(six) == len(one)


def test_two_posts_on_two_days_are_told_apart() -> None:
    """The rule itself, without a database."""
    stays = [
        Stay("analyst", 1, date(2025, 1, 1), date(2026, 3, 1)),
        Stay("sio", 1, date(2026, 3, 1), None),
    ]
    assert stays[0].covers(date(2026, 2, 28))
    assert not stays[0].covers(date(2026, 3, 1))
    assert stays[1].covers(date(2026, 3, 1))
