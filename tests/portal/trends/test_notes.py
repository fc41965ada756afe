"""What is written beside a chart, by whom, and how it is taken back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Node, Role
from tests.factories.disclosure import close_months, month
from tests.factories.organisation import (
    person_in,
)
from tests.portal.trends.steps import ZIGZAG, address, annotate, client_of, words_of
from wellbeing.models import TrendNote

pytestmark = pytest.mark.django_db


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
