"""What readers find in the support directory, and in which order."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.models import SupportService
from cms.models.support_service import Audience, Language, ServiceKind
from cms.support_file import seed_rows
from organisation.models import Node
from tests.factories.organisation import ForceFactory
from tests.factories.support_services import SupportServiceFactory

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    html = client.get(f"/support/{query}").content.decode()
    found = re.findall(r'<h3 class="govuk-heading-s">([^<]+)', html)
    return [name.strip() for name in found]


@pytest.fixture
def new_site(db: None) -> None:
    """The directory on its first day; the database of the tests may be older than that."""
    SupportService.objects.update(expires_on=timezone.localdate())


def test_anyone_can_read_the_directory_that_a_new_site_begins_with(
    client: Client, new_site: None
) -> None:
    everywhere = {row.fields["name"] for row in seed_rows() if not row.forces}
    answer = client.get("/support/")
    assert answer.status_code == 200
    shown = {name.replace("&amp;", "&") for name in names(client)}
    assert shown == everywhere


def test_services_that_nobody_has_checked_say_so(client: Client, new_site: None) -> None:
    html = client.get("/support/").content.decode()
    unverified = SupportService.objects.filter(is_verified=False)
    assert {"SurvivorsUK", "Childline"} <= set(unverified.values_list("name", flat=True))
    assert html.count("Not yet verified</strong>") == unverified.count()


def test_numbers_dial_and_begin_a_message(client: Client, empty_directory: None) -> None:
    SupportServiceFactory(phone="01632 960 001 ext 12", text_number="01632 960 002")
    html = client.get("/support/").content.decode()
    assert 'href="tel:01632960001">01632 960 001 ext 12</a>' in html
    assert 'href="sms:01632960002">01632 960 002</a>' in html


def test_the_most_urgent_kind_comes_first(client: Client, empty_directory: None) -> None:
    for kind in reversed(ServiceKind):
        SupportServiceFactory(name=f"One of {kind.value}", kind=kind)
    assert names(client) == [f"One of {kind.value}" for kind in ServiceKind]


def test_a_reader_finds_what_is_for_them_and_for_everyone(
    client: Client, empty_directory: None
) -> None:
    for audience in Audience:
        SupportServiceFactory(name=audience.value, audience=audience)
    assert names(client, "?audience=officer") == ["both", "officer"]
    assert names(client, "?audience=victim") == ["both", "victim"]
    assert names(client, "?audience=") == ["both", "officer", "victim"]


def test_an_area_shows_what_is_near_first_and_then_what_is_everywhere(
    client: Client, empty_directory: None
) -> None:
    here: Node = ForceFactory()
    there: Node = ForceFactory()
    SupportServiceFactory(name="Everywhere")
    SupportServiceFactory(name="Near", areas=[here, there])
    SupportServiceFactory(name="Elsewhere", areas=[there])
    assert names(client, f"?area={here.slug}") == ["Near", "Everywhere"]
    assert names(client, f"?area={there.slug}") == ["Elsewhere", "Near", "Everywhere"]


def test_kind_and_language_narrow_the_list(client: Client, empty_directory: None) -> None:
    SupportServiceFactory(name="Welsh", languages=[Language.ENGLISH, Language.WELSH])
    SupportServiceFactory(name="Centre", kind=ServiceKind.SARC)
    assert names(client, "?language=cy") == ["Welsh"]
    assert names(client, "?kind=sarc") == ["Centre"]
    html = client.get("/support/?kind=sarc&language=cy").content.decode()
    assert "No service fits" in html
    assert "0300 131 2789" in html


def test_what_is_not_offered_narrows_nothing_and_is_said(
    client: Client, empty_directory: None
) -> None:
    SupportServiceFactory(name="Found all the same")
    answer = client.get("/support/?area=nowhere&kind=x")
    assert answer.status_code == 200
    assert "Found all the same" in answer.content.decode()


def test_readers_are_warned_from_the_day_after(client: Client, empty_directory: None) -> None:
    today = timezone.localdate()
    checked = date(2026, 1, 5)
    SupportServiceFactory(checked_on=checked, expires_on=today)
    assert "details may have changed" not in client.get("/support/").content.decode()
    SupportService.objects.update(expires_on=today - timedelta(days=1))
    html = client.get("/support/").content.decode()
    assert "Not checked since 5 January 2026: details may have changed." in html


def test_an_entry_says_all_that_is_known_of_it(client: Client, empty_directory: None) -> None:
    near = [ForceFactory(name="Invented Police"), ForceFactory(name="Other Police")]
    SupportServiceFactory(
        name="Whole centre",
        hours="Monday to Friday, 9am to 5pm",
        languages=[Language.ENGLISH, Language.WELSH],
        areas=near,
        checked_on=date(2026, 1, 5),
    )
    html = client.get("/support/").content.decode()
    [entry] = re.findall("<article.*?</article>", html, re.DOTALL)
    said = [" ".join(re.sub("<[^>]+>", "", line).split()) for line in lines_of(entry)]
    assert said == [
        "Telephone: 01632 960 001",
        "Open: Monday to Friday, 9am to 5pm",
        "For: Everyone",
        "Languages: English, Welsh",
        "Area: Invented Police, Other Police",
        "Website of Whole centre service.example",
        "Last checked on 5 January 2026",
    ]


def lines_of(entry: str) -> list[str]:
    """The points of an entry's list, with their markup."""
    return re.findall("<li.*?</li>", entry, re.DOTALL)


def test_what_nobody_ever_checked_is_warned_of_without_a_day(
    client: Client, empty_directory: None
) -> None:
    SupportServiceFactory(unverified=True, expires_on=timezone.localdate() - timedelta(days=1))
    html = client.get("/support/").content.decode()
    assert "Nobody has checked this yet: details may have changed." in html


def test_ninety_days_later_only_urgent_lines_are_left_with_the_warning(
    client: Client, empty_directory: None
) -> None:
    today = timezone.localdate()
    for kind in ServiceKind:
        SupportServiceFactory(
            name=kind.value, unverified=True, kind=kind, expires_on=today - timedelta(days=91)
        )
    assert names(client) == ["emergency", "crisis_line"]
    assert client.get("/support/").content.decode().count("details may have changed") == 2
    SupportService.objects.update(expires_on=today - timedelta(days=90))
    assert len(names(client)) == len(ServiceKind)


def test_what_has_ended_is_gone_from_its_day_on(client: Client, empty_directory: None) -> None:
    today = timezone.localdate()
    SupportServiceFactory(name="Ended", ended_on=today)
    SupportServiceFactory(name="Ends tomorrow", ended_on=today + timedelta(days=1))
    assert names(client) == ["Ends tomorrow"]


def test_many_entries_cost_no_more_queries_than_one(
    client: Client, empty_directory: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    force: Node = ForceFactory()
    SupportServiceFactory(areas=[force])
    client.get("/support/")  # what editors said of the service is kept for all pages from now on
    with django_assert_num_queries(3):
        client.get("/support/")
    for _ in range(12):
        SupportServiceFactory(areas=[force])
    with django_assert_num_queries(3):
        client.get("/support/")


def test_the_directory_refuses_to_be_written_to(client: Client) -> None:
    assert client.post("/support/", {"audience": "victim"}).status_code == 405
