"""What the benchmark measures is what the product does: its figures and answers are real ones."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from disclosure.models import Closing, PublishedCell
from disclosure.selectors import cells_of, closed_periods
from disclosure.services import close_period
from organisation.bench_people import account, fill_people
from organisation.models import Membership, Node
from organisation.selectors import places_on
from tests.factories.check_ins import FEBRUARY, JANUARY
from wellbeing.bench_answers import fill_answers
from wellbeing.bench_figures import PULSE_OVERALL, ask_naively, fill_figures, fill_open_answers
from wellbeing.models import Answer
from wellbeing.months import COLLECTION
from wellbeing.selectors import own_history

pytestmark = pytest.mark.django_db


def test_people_and_places_are_as_many_as_asked_and_the_tree_is_whole() -> None:
    world = fill_people(1_000)

    assert Membership.objects.exclude(person=world.manager).count() == 1_000
    assert Node.find_problems() == ([], [], [], [], [])
    assert len(places_on(FEBRUARY)) == world.places
    post = Membership.objects.get(person=account(999))
    assert post.node.path.startswith(post.force.path)


def test_the_trend_page_shows_the_figures_that_were_filled_in(client: Client) -> None:
    world = fill_people(860)
    cells = fill_figures([JANUARY, FEBRUARY])

    assert PublishedCell.objects.count() == cells
    assert closed_periods(COLLECTION) == [JANUARY, FEBRUARY]
    assert len(cells_of(COLLECTION, [world.unit.pk], PULSE_OVERALL)) == 2
    client.force_login(world.manager)
    page = client.get(f"/wellbeing/trends/{world.unit.slug}/")
    assert page.status_code == 200
    assert "40 or more" in page.content.decode()


def test_sealed_answers_open_and_a_month_of_them_closes() -> None:
    world = fill_people(1_720)
    answers = fill_answers(JANUARY)

    assert Answer.objects.count() == answers
    (month,) = own_history(account(0)).months
    assert len(month.check_ins) in {4, 5}
    now = datetime(2026, 2, 3, 5, tzinfo=UTC)
    assert close_period(collection=COLLECTION, period=JANUARY, now=now)
    assert Closing.objects.get().state == Closing.State.CLOSED
    (cell,) = cells_of(COLLECTION, [world.force.pk], PULSE_OVERALL)
    assert cell.people == 35


def test_the_naive_question_has_an_answer_for_each_month() -> None:
    fill_open_answers(60_000, 5_000, JANUARY)

    assert ask_naively() in {36, 37}
