"""What a trend page and its file say, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import Node
from tests.factories.disclosure import cell, close_month, close_months, month
from tests.factories.organisation import (
    TeamFactory,
    person_in,
)
from tests.portal.trends.steps import (
    REASON,
    ZIGZAG,
    address,
    annotate,
    client_of,
    headings_of,
    words_of,
)

pytestmark = pytest.mark.django_db


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


def test_the_guide_and_the_proof_in_plain_words(manager: Client, team: Node) -> None:
    guide = manager.get(reverse("portal:trends_guide")).content.decode()
    assert "About one chart in three shows a signal by chance over two years" in guide
    officer = client_of(person_in(team))
    assert "at least ten people" in officer.get(reverse("portal:how_we_know")).content.decode()
