"""What a trend page says, to whom, and in how many queries."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from tests.factories.accounts import UserFactory
from tests.factories.disclosure import cell, close_month, close_months, month
from tests.factories.organisation import (
    ForceFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
    place_above,
)
from tests.support.answers import same_words
from wellbeing.models import TrendNote

pytestmark = pytest.mark.django_db

ZIGZAG = (59, 61) * 6
REASON = (
    "Fewer than 10 people answered here, or a figure here would say too much about a small "
    "group elsewhere."
)


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory(name="Red team", parent=UnitFactory(name="North unit"))
    return made


@pytest.fixture
def unit(team: Node) -> Node:
    return place_above(team, NodeKind.UNIT)


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager(team: Node) -> Client:
    return client_of(person_in(team, Role.MANAGER))


def address(place: Node, measure: str = "") -> str:
    query = f"?measure={measure}" if measure else ""
    return reverse("portal:trend", args=[place.slug]) + query


def words_of(client: Client, place: Node, measure: str = "") -> str:
    """The page's text, with single spaces."""
    answer = client.get(address(place, measure))
    assert answer.status_code == 200
    text = re.sub(r"<(style|title|desc)[^>]*>.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")


def headings_of(client: Client, place: Node, level: int = 1) -> list[str]:
    page = client.get(address(place)).content.decode()
    return re.findall(rf"<h{level}[^>]*>([^<]*)</h{level}>", page)


def statuses(client: Client, places: Sequence[Node]) -> list[int]:
    return [client.get(address(place)).status_code for place in places]


# Who sees which place


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (Role.SUPERVISOR, NodeKind.TEAM),
        (Role.MANAGER, NodeKind.UNIT),
        (Role.WELLBEING_LEAD, NodeKind.FORCE),
    ],
)
def test_a_place_its_parts_and_what_is_above_it_are_seen_and_never_a_neighbour(
    team: Node, role: Role, level: NodeKind
) -> None:
    client = client_of(person_in(team, role))
    line = [place_above(team, kind) for kind in NodeKind]
    assert statuses(client, line) == [200] * 5
    beside = place_above(team, level).get_parent()
    factory = {
        NodeKind.TEAM: TeamFactory,
        NodeKind.UNIT: UnitFactory,
        NodeKind.FORCE: ForceFactory,
    }[level]
    neighbour = factory(parent=beside)
    assert statuses(client, [neighbour, TeamFactory()]) == [404, 404]


def test_the_national_team_sees_forces_and_what_is_above_them_and_nothing_below(
    team: Node,
) -> None:
    client = client_of(person_in(team, Role.NATIONAL))
    line = [place_above(team, kind) for kind in NodeKind]
    assert statuses(client, line) == [200, 200, 200, 404, 404]
    assert statuses(client, [ForceFactory()]) == [200]


@pytest.mark.parametrize(
    "role",
    [
        None,
        Role.PEER_SUPPORTER,
        Role.PEER_COORDINATOR,
        Role.SAFEGUARDING_LEAD,
        Role.EDITOR,
        Role.APPROVER,
        Role.FORCE_ADMIN,
        Role.CPS_PARTNER,
        Role.DPO,
    ],
)
def test_nobody_else_sees_any_trend(team: Node, role: Role | None) -> None:
    client = client_of(person_in(team, role))
    addresses = [
        reverse("portal:trends"),
        reverse("portal:trends_guide"),
        address(team),
        reverse("portal:trend_figures", args=[team.slug]),
        reverse("portal:trend", args=["no-such-place"]),
    ]
    assert [client.get(one).status_code for one in addresses] == [403] * 5
    assert client.get(reverse("portal:how_we_know")).status_code == 200


def test_a_superuser_has_no_right_of_their_own(team: Node) -> None:
    client = client_of(UserFactory(superuser=True))
    assert client.get(reverse("portal:trends")).status_code == 403
    assert client.get(address(team)).status_code == 403


def test_a_foreign_place_answers_like_one_that_does_not_exist(manager: Client) -> None:
    foreign = manager.get(address(TeamFactory()))
    missing = manager.get(reverse("portal:trend", args=["no-such-place"]))
    assert (foreign.status_code, same_words(foreign)) == (404, same_words(missing))


def test_navigation_offers_trends_to_those_who_may_see_them(team: Node, manager: Client) -> None:
    link = f'href="{reverse("portal:trends")}"'
    assert link in manager.get("/cookies/").content.decode()
    assert link not in client_of(person_in(team)).get("/cookies/").content.decode()


# The list of places


def test_the_list_follows_the_tree_and_shows_no_figure(team: Node, unit: Node) -> None:
    TeamFactory(name="Blue team", parent=unit)
    TeamFactory(name="Not mine")
    close_months(team, *ZIGZAG)
    page = client_of(person_in(team, Role.MANAGER)).get(reverse("portal:trends"))
    names = [
        listed.place.name
        for part in (page.context["places"].own, page.context["places"].others)
        for listed in part
    ]
    assert names[:3] == ["North unit", "Red team", "Blue team"]
    assert names[3] == nation().name
    assert len(names) == 6
    assert not re.search(r">\s*(59|60|61)\s*<", page.content.decode())


def test_the_list_takes_as_many_queries_for_many_places_as_for_few(
    team: Node, unit: Node, manager: Client
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            manager.get(reverse("portal:trends"))
        return len(queries)

    manager.get(reverse("portal:trends"))  # the session writes down that it lives
    few = count()
    for _one in range(5):
        TeamFactory(parent=unit)
    assert count() == few


# What the page says


def test_the_finding_is_the_title(team: Node, manager: Client) -> None:
    close_months(team, *ZIGZAG)
    assert headings_of(manager, team) == ["No clear change since November 2024"]
    close_months(team, 62, *[58, 57] * 3, 58, first=month(12))
    assert headings_of(manager, team) == ["Worth a look: seven months in a row below the usual"]
    words = words_of(manager, team)
    assert "About one chart in three shows a signal by chance over two years" in words
    assert "58 (worth a look)" in words


def test_the_table_has_mean_range_and_people_newest_first(team: Node, manager: Client) -> None:
    close_months(team, 62, 58)
    words = words_of(manager, team)
    assert "December 2024 58 49 to 67 15 or more November 2024 62 53 to 71 15 or more" in words
    assert "Too few months to say" in words


def test_a_figure_at_its_bound_says_so_in_table_and_chart(team: Node, manager: Client) -> None:
    close_month(month(0), cell(team, 20, end="low"))
    close_month(month(1), cell(team, 80, end="high"))
    words = words_of(manager, team)
    assert "December 2024 80 or higher Not given at this end" in words
    assert "November 2024 20 or lower Not given at this end" in words
    assert "The true figure may lie further out than the square" in words
    assert manager.get(address(team)).content.decode().count("app-chart__dot--bound") == 3


def test_units_and_larger_places_say_which_part_took_part(
    team: Node, unit: Node, manager: Client
) -> None:
    close_month(month(0), cell(team, 60), cell(unit, 61, people=40, response="60_80"))
    assert "60% to 80%" in words_of(manager, unit)
    assert "Took part" not in words_of(manager, team)


def test_shares_of_bands_are_shown_with_their_ends(unit: Node, manager: Client) -> None:
    bands = {"none": 55, "mild": 25, "moderate": 10, "severe": 90}
    close_month(month(0), cell(unit, 30, measure="phq4.total", people=40, bands=bands))
    words = words_of(manager, unit, "phq4.total")
    assert "November 2024 55% 25% 10% or less 90% or more" in words
    assert "On this measure a lower figure is better." in words


def test_roles_are_shown_at_the_force_in_the_order_of_the_alphabet(
    force: Node, manager: Client
) -> None:
    close_month(
        month(0),
        cell(force, 60, people=90),
        cell(force, 55, people=35, role="investigator"),
        cell(force, 65, people=30, role="analyst"),
    )
    words = words_of(manager, force)
    assert "By role, November 2024" in words
    assert "Analyst 65 56 to 74 30 or more Investigator 55 46 to 64 35 or more" in words


def test_quarters_and_years_need_all_their_months(team: Node, manager: Client) -> None:
    close_months(team, 60, 61, 62, 66, 64, None)
    words = words_of(manager, team)
    assert "January to March 2025 64" in words
    assert "October to December" not in words
    assert "Year 2025" not in words
    close_months(team, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, first=date(2026, 1, 1))
    assert "Year 2026 60" in words_of(manager, team)


def test_a_month_without_a_figure_is_explained_and_leads_to_where_it_is_counted(
    team: Node, unit: Node, force: Node, manager: Client
) -> None:
    close_month(month(0), cell(team, 60), cell(unit, 60, people=40), cell(force, 60, people=80))
    close_month(month(1), cell(unit, 60, people=40), cell(force, 60, people=80))
    close_month(month(2), cell(force, 60, people=80))
    close_month(month(3))
    words = words_of(manager, team)
    assert f"December 2024 No figure. {REASON} Their answers are counted in North unit ." in words
    assert f"January 2025 No figure. {REASON} Their answers are counted in {force.name} ." in words
    assert f"February 2025 No figure. {REASON} Their answers are in no published figure." in words
    page = manager.get(address(team)).content.decode()
    assert f'href="{address(unit, "pulse.overall")}">North unit</a>' in page


def test_a_place_without_any_figure_explains_itself(
    team: Node, unit: Node, manager: Client
) -> None:
    close_month(month(0), cell(unit, 60, people=40))
    assert headings_of(manager, team) == ["No figures to show"]
    words = words_of(manager, team)
    assert "Nothing is published for this place, up to November 2024" in words
    assert f"{REASON} Their answers are counted in North unit ." in words
    assert '<svg class="app-chart' not in manager.get(address(team)).content.decode()


def test_before_the_first_close_the_page_says_when_figures_come(
    team: Node, manager: Client
) -> None:
    words = words_of(manager, team)
    assert "No month has closed yet" in words
    assert "never while a month is open" in words


def test_a_month_that_is_not_closed_is_not_on_the_page(team: Node, manager: Client) -> None:
    close_months(team, 60, 61)
    assert "January 2025" not in words_of(manager, team)


def test_an_unknown_figure_does_not_exist(team: Node, manager: Client) -> None:
    for measure in ("pulse.mood", "nothing", "pulse.overall'", "x" * 500):
        assert manager.get(address(team, measure)).status_code == 404


def test_each_published_measure_has_a_page(team: Node, manager: Client) -> None:
    page = manager.get(address(team))
    codes = [code for code, _label in page.context["measure_form"].fields["measure"].choices]
    assert codes[0] == "pulse.overall"
    assert {"ons4.anxiety", "phq4.total"} <= set(codes)
    assert {manager.get(address(team, code)).status_code for code in codes} == {200}


def test_learning_hours_are_said_not_to_be_recorded(team: Node, manager: Client) -> None:
    assert "These hours are not recorded yet, so there is nothing to show." in words_of(
        manager, team
    )


def test_nothing_is_kept_by_the_browser(team: Node, manager: Client) -> None:
    for url in (address(team), reverse("portal:trend_figures", args=[team.slug])):
        answer = manager.get(url)
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer


def test_words_that_judge_are_nowhere_on_the_page(team: Node, manager: Client) -> None:
    close_months(team, *ZIGZAG, 80, 82, None, 40)
    words = words_of(manager, team).split("Skip to main content")[-1].lower()
    for word in ("significant", "failed", "ranking", "worst", "league", "↑", "↓", "▲", "▼"):
        assert word not in words


# The file


def test_the_file_has_the_numbers_of_the_page_and_no_more(
    force: Node, unit: Node, manager: Client
) -> None:
    close_month(month(0), cell(force, 60, people=90, response="over_80"))
    close_month(month(1))
    close_month(
        month(2),
        cell(force, 20, end="low", people=10),
        cell(force, 55, people=35, role="investigator"),
        cell(unit, 33, people=40),
    )
    answer = manager.get(reverse("portal:trend_figures", args=[force.slug]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == [
        'Place,Figure,Month,Role,"Mean, 0 to 100",95% range,People,Response',
        f"{force.name},Pulse: Overall,January 2025,Everyone,20 or lower,"
        "Not given at this end,10 or more,",
        f"{force.name},Pulse: Overall,November 2024,Everyone,60,51 to 69,90 or more,Over 80%",
        f"{force.name},Pulse: Overall,January 2025,Investigator,55,46 to 64,35 or more,",
    ]


def test_the_file_of_a_foreign_place_does_not_exist(manager: Client) -> None:
    url = reverse("portal:trend_figures", args=[TeamFactory().slug])
    assert manager.get(url).status_code == 404


# Queries


def test_the_page_takes_as_many_queries_for_many_months_places_and_notes_as_for_few(
    team: Node, unit: Node, manager: Client
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(address(team)).status_code == 200
        return len(queries)

    close_month(month(0), cell(team, 60), cell(unit, 60, people=30))
    close_month(month(1), cell(unit, 60, people=30))
    annotate(team, month(0))
    manager.get(address(team))  # the session writes down that it lives
    few = count()
    others = [TeamFactory(parent=unit) for _one in range(4)]
    for number in range(2, 30):
        cells = [cell(team, 60)] if number % 3 else []
        close_month(month(number), *cells, *(cell(other, 50) for other in others))
        annotate(team, month(number))
        person_in(team)
    assert count() == few


# Notes


def annotate(place: Node, period: date, text: str = "New shift pattern") -> TrendNote:
    return TrendNote.objects.create(
        place=place,
        period=period,
        kind=TrendNote.Kind.ANNOTATION,
        text=text,
        created_at="2026-11-01T09:00Z",
    )


def test_notes_are_numbered_on_the_chart_and_told_below(
    team: Node, unit: Node, manager: Client
) -> None:
    close_months(team, *ZIGZAG)
    annotate(team, month(8), "Moved office")
    annotate(unit, month(3))
    annotate(team, month(3), "Two new starters")
    annotate(team, date(2020, 1, 1), "Long before")
    words = words_of(manager, team)
    assert "Mark 1 on the chart: February 2025, North unit New shift pattern" in words
    assert "Mark 1 on the chart: February 2025 Two new starters" in words
    assert "Mark 2 on the chart: July 2025 Moved office" in words
    assert "chart: January 2020" not in words
    page = manager.get(address(team)).content.decode()
    assert page.count('class="app-chart__note-line"') == 2


def test_a_note_is_added_by_form(team: Node, manager: Client) -> None:
    url = reverse("portal:add_annotation", args=[team.slug])
    period = manager.get(url).context["form"].fields["period"].choices[0][0]
    sent = manager.post(url, {"period": period, "text": "New shift pattern"}, follow=True)
    assert sent.redirect_chain == [(address(team), 302)]
    assert "The note is on the chart." in sent.content.decode()
    assert TrendNote.objects.get().text == "New shift pattern"


def test_what_was_heard_and_done_is_published_by_form(team: Node, manager: Client) -> None:
    url = reverse("portal:add_heard_and_did", args=[team.slug])
    period = manager.get(url).context["form"].fields["period"].choices[1][0]
    manager.post(url, {"period": period, "heard": "Too few cars", "did": "Two more from May"})
    words = words_of(manager, team)
    assert "What we heard Too few cars What we did Two more from May" in words


def test_a_refused_form_says_why_and_loses_nothing(team: Node, manager: Client) -> None:
    url = reverse("portal:add_heard_and_did", args=[team.slug])
    answer = manager.post(url, {"period": "2026-13-01", "heard": "Too few cars", "did": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Enter what you did" in page
    assert "govuk-error-summary" in page
    assert ">\nToo few cars</textarea>" in page
    nothing = manager.post(url, {})
    assert "Enter what you heard" in nothing.content.decode()
    assert not TrendNote.objects.exists()


def test_markup_alone_is_refused_by_form_too(team: Node, manager: Client) -> None:
    url = reverse("portal:add_annotation", args=[team.slug])
    period = manager.get(url).context["form"].fields["period"].choices[0][0]
    answer = manager.post(url, {"period": period, "text": "<b></b>"})
    assert "nothing readable was left" in answer.content.decode()
    assert not TrendNote.objects.exists()


def test_a_note_is_withdrawn_after_asking_once(team: Node, manager: Client) -> None:
    note = annotate(team, month(0))
    url = reverse("portal:withdraw_trend_note", args=[team.slug, note.public_id])
    assert "New shift pattern" in manager.get(url).content.decode()
    assert TrendNote.objects.exists()
    assert manager.post(url).status_code == 302
    assert not TrendNote.objects.exists()
    assert manager.post(url).status_code == 404


def test_whoever_only_sees_a_place_may_not_write_there(team: Node, unit: Node) -> None:
    note = annotate(unit, month(0))
    supervisor = client_of(person_in(team, Role.SUPERVISOR))
    urls = [
        reverse("portal:add_annotation", args=[unit.slug]),
        reverse("portal:add_heard_and_did", args=[unit.slug]),
        reverse("portal:withdraw_trend_note", args=[unit.slug, note.public_id]),
    ]
    assert [supervisor.post(url).status_code for url in urls] == [403] * 3
    assert "Add a note to the chart" not in words_of(supervisor, unit)
    assert TrendNote.objects.get() == note


def test_a_note_is_found_only_through_its_own_place(
    team: Node, unit: Node, manager: Client
) -> None:
    note = annotate(unit, month(0))
    url = reverse("portal:withdraw_trend_note", args=[team.slug, note.public_id])
    assert manager.post(url).status_code == 404
    assert TrendNote.objects.get() == note


def test_notes_are_escaped(team: Node, manager: Client) -> None:
    annotate(team, month(0), "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in manager.get(address(team)).content.decode()


def test_the_guide_and_the_proof_in_plain_words(manager: Client, team: Node) -> None:
    guide = manager.get(reverse("portal:trends_guide")).content.decode()
    assert "About one chart in three shows a signal by chance over two years" in guide
    officer = client_of(person_in(team))
    assert "at least ten people" in officer.get(reverse("portal:how_we_know")).content.decode()
