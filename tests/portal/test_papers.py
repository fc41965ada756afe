"""The data-protection papers: anybody reads them, and what the code says they say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import learning.personal_data
import learning.retention
from core.retention import RetentionRule
from portal.processing import PURPOSES, packages_without_purpose, record_of_processing
from portal.threats import THREATS
from privacy.models import RetentionOverride
from privacy.registry import declarations
from privacy.retention_rules import rules

pytestmark = pytest.mark.django_db
NAMES = ("papers", "paper_impact", "paper_processing", "paper_retention", "paper_threats")


def page(client: Client, name: str) -> str:
    answer = client.get(reverse(f"portal:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_anybody_reads_each_paper(client: Client, name: str) -> None:
    html = page(client, name)
    assert html.count("<h1") == 1
    if name != "papers":
        assert reverse(f"portal:{name}") in page(client, "papers")


def test_the_privacy_page_leads_to_them(client: Client) -> None:
    assert reverse("portal:papers") in page(client, "privacy")


def test_every_package_that_holds_something_about_people_is_in_the_record() -> None:
    assert packages_without_purpose() == []
    assert [activity.data.package for activity in record_of_processing()] == list(PURPOSES)


def test_the_record_names_all_that_is_declared(client: Client) -> None:
    html = page(client, "paper_processing")
    assert [str(one.label) for one in declarations() if escaped(str(one.label)) not in html] == []


def escaped(words: str) -> str:
    return words.replace("&", "&amp;")


def test_the_table_holds_every_rule(client: Client) -> None:
    html = page(client, "paper_retention")
    assert [rule.code for rule in rules() if escaped(str(rule.description)) not in html] == []


def test_a_new_rule_appears_in_both_papers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    new = RetentionRule(
        "learning.invented", "Invented papers", timedelta(days=17), lambda before, limit: 0
    )
    monkeypatch.setattr(learning.retention, "RULES", (*learning.retention.RULES, new))
    rules.cache_clear()
    try:
        for name in ("paper_retention", "paper_processing"):
            html = page(client, name)
            assert "Invented papers" in html
            assert "17 days" in html
    finally:
        monkeypatch.undo()
        rules.cache_clear()
    assert "Invented papers" not in page(client, "paper_retention")


def test_a_new_kind_of_data_appears_in_the_record(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = learning.personal_data.DECLARATIONS
    new = replace(declared[0], label="Invented data")
    monkeypatch.setattr(learning.personal_data, "DECLARATIONS", (*declared, new))
    assert "Invented data" in page(client, "paper_processing")


def test_a_length_that_was_chosen_here_is_shown_beside_the_one_of_the_software(
    client: Client,
) -> None:
    rule = rules()[0]
    RetentionOverride.objects.create(code=rule.code, keep_days=777, set_at=timezone.now())
    html = page(client, "paper_retention")
    assert "777 days" in html
    assert html.count("Chosen here") == 1


def test_each_adversary_has_what_stops_them_and_what_does_not(client: Client) -> None:
    html = page(client, "paper_threats")
    assert all(threat.stops and threat.remains for threat in THREATS)
    assert len({threat.code for threat in THREATS}) == len(THREATS)
    for words in ("transaction numbers", "both the database and the keys", "behind the person"):
        assert words in html


def test_the_assessment_marks_what_the_force_must_fill_in(client: Client) -> None:
    assert page(client, "paper_impact").count("Your force fills in") >= 10


def test_the_papers_show_nobody_and_ask_nothing_for_each_reader(client: Client) -> None:
    seen = []
    for reader in (client, Client()):
        reader.cookies["lodestar_cookies"] = "1:"  # to ask takes a token
        seen.append(page(reader, "paper_processing"))
    assert seen[0] == seen[1]
