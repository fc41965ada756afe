"""The page that says who sees what says no more and no less than the site keeps."""

import ast
import re
from pathlib import Path

import pytest
from django.test import Client

from organisation.models import Role
from portal.who_sees import LINES, roles_that_see_nothing
from tests.policies.matrix import RULES
from tests.policies.rules import EVERYONE

TESTS = Path(__file__).resolve().parents[1]
# What no address alone can show is held by tests of its own.
HELD_BY = {
    "check_ins": (
        "wellbeing/test_privacy_of_pages.py",
        "test_no_page_that_others_can_open_tells_that_a_named_person_checked_in",
    ),
    "asking": (
        "peer_support/keeping/test_invisible.py",
        "test_every_page_of_everybody_else_is_the_same_as_before_the_visit",
    ),
    "messages": (
        "peer_support/safety/test_break_glass.py",
        "test_only_the_one_who_asked_reads_not_the_one_who_agreed",
    ),
}


def test_each_address_lets_in_exactly_the_roles_that_the_page_names() -> None:
    for line in LINES:
        for seen in (one for one in line.others if one.address):
            assert RULES[seen.address].allowed == {role.value for role in seen.roles}, line.code


def test_every_line_is_held_by_an_address_or_by_a_test_that_exists() -> None:
    for line in LINES:
        has_address = any(seen.address for seen in line.others)
        assert has_address or line.code in HELD_BY, line.code
    for name, wanted in HELD_BY.values():
        tree = ast.parse((TESTS / name).read_text(encoding="utf-8"))
        assert wanted in {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}


def test_the_roles_that_see_nothing_get_in_at_none_of_these_addresses() -> None:
    named = {str(role.label): role.value for role in Role}
    nothing = {named[label] for label in roles_that_see_nothing()}
    nothing |= EVERYONE - set(named.values())
    addresses = {seen.address for line in LINES for seen in line.others if seen.address}
    assert addresses
    for address in addresses:
        assert RULES[address].allowed & nothing == set(), address


def test_nobody_else_ever_sees_a_check_in() -> None:
    assert [line.others for line in LINES if line.code == "check_ins"] == [()]


@pytest.mark.django_db
def test_the_page_says_every_line_and_every_role_to_anybody(client: Client) -> None:
    html = re.sub(r"\s+", " ", client.get("/who-sees-what/").content.decode())
    for line in LINES:
        assert str(line.title) in html
        assert all(label in html for seen in line.others for label in seen.labels)
    assert ", ".join(roles_that_see_nothing()) in html


@pytest.mark.django_db
def test_the_house_rules_are_those_that_people_agree_to_before_they_comment(
    client: Client,
) -> None:
    html = client.get("/house-rules/").content.decode()
    assert "Your name, role and force stand above what you write." in html
    assert "Conversations with a peer supporter" in html
