"""The help block: the national lines stand whatever is wrong with everything else."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from organisation.models import Node, NodeKind
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.factories.wellbeing import ForceHelpFactory
from wellbeing.models import ForceHelp

BLOCK = "wellbeing/includes/help_lines.html"
NATIONAL = (
    'href="tel:999"',
    'href="tel:03001312789">0300 131 2789</a>',
    'href="tel:116123">116 123</a>',
    'href="sms:85258">85258</a>',
    "peer support, occupational health or TRiM",
)


def shown_to(user: object) -> str:
    """The block in a page that this person asks for."""
    request: HttpRequest = RequestFactory().get("/wellbeing/")
    request.user = user  # type: ignore[assignment] # also what stands in for a user who fails
    return render_to_string(BLOCK, {}, request)


def force_of_team(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


def assert_national_lines(html: str) -> None:
    assert [line for line in NATIONAL if line not in html] == []


@pytest.fixture
def team(db: None) -> Node:
    return TeamFactory()


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team)


@pytest.fixture
def table_is_broken(db: None) -> Iterator[None]:
    """A table whose columns are gone: every query on it fails."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wellbeing_forcehelp RENAME TO wellbeing_elsewhere")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wellbeing_elsewhere RENAME TO wellbeing_forcehelp")


def test_it_needs_no_database_and_no_reader() -> None:
    # No mark: the test would fail if anything here asked the database.
    assert_national_lines(render_to_string(BLOCK))


def test_it_stands_when_not_even_the_reader_can_be_loaded() -> None:
    def fail() -> User:
        raise ConnectionError

    assert_national_lines(shown_to(SimpleLazyObject(fail)))


def test_a_broken_force_part_hides_nothing_and_spoils_no_transaction(
    officer: User, table_is_broken: None
) -> None:
    assert_national_lines(shown_to(officer))
    assert User.objects.filter(pk=officer.pk).exists()


def test_a_reader_sees_the_words_of_their_own_force_only(officer: User, team: Node) -> None:
    ForceHelpFactory(force=force_of_team(team), trim_reach="Ask for the yellow room")
    ForceHelpFactory(trim_reach="Words of another force")
    html = shown_to(officer)
    assert_national_lines(html)
    assert "Ask for the yellow room" in html
    assert "Words of another force" not in html
    assert 'href="tel:01632960001">01632 960 001</a>' in html
    assert 'href="mailto:peers@force.example"' in html
    assert "last checked" not in html


def test_a_number_with_an_extension_is_text_and_no_link(officer: User, team: Node) -> None:
    ForceHelpFactory(force=force_of_team(team))
    assert '<span class="app-support__number">01632 960 002 ext 4</span>' in shown_to(officer)


def test_readers_are_told_when_nobody_has_checked(officer: User, team: Node) -> None:
    ForceHelpFactory(force=force_of_team(team), overdue=True)
    assert "last checked on 2 January 2020" in shown_to(officer)


def test_a_reader_without_a_force_gets_the_general_words(db: None) -> None:
    ForceHelpFactory(trim_reach="Words of some force")
    html = shown_to(UserFactory())
    assert_national_lines(html)
    assert "Words of some force" not in html


def test_nothing_that_a_force_writes_can_remove_or_hide_a_line(officer: User, team: Node) -> None:
    hostile = "</section><!-- <style>*{}</style>"
    words = {
        f.name: hostile
        for f in ForceHelp._meta.fields
        if f.name.endswith(("_reach", "_hours", "_phone", "_email"))
    }
    ForceHelpFactory(force=force_of_team(team), **words)
    html = shown_to(officer)
    assert_national_lines(html)
    assert "<!--" not in html
    assert "<style>" not in html
    assert html.count("</section>") == 1


def test_the_national_lines_come_before_anything_that_is_looked_up(
    officer: User, team: Node
) -> None:
    ForceHelpFactory(force=force_of_team(team))
    html = shown_to(officer)
    assert html.index("sms:85258") < html.index("01632 960 001")


def test_no_table_holds_the_national_lines(db: None) -> None:
    """What no row says, no edit of a row can take away."""
    ForceHelp.objects.all().delete()
    assert_national_lines(shown_to(UserFactory(superuser=True)))
