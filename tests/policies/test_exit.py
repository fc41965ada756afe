"""Every page that somebody may want to leave at once has the button that does it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.template.loader import get_template
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from tests.factories.cms import GuidancePageFactory, guidance_root
from tests.factories.comments import national_editor
from tests.policies.addresses import all_addresses
from tests.policies.matrix import RULES
from tests.policies.rules import Rule
from tests.policies.visiting import ask
from tests.policies.world import OFFICER, World, build_world
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db

AREAS = (
    *("home/", "wellbeing/", "peer-support/", "practice/", "page/", "learning/", "search/"),
    *("my/comments/", "my/bookmarks/"),
)
# Forms that are only sent, files, and pages that lead on until something has been begun. Those
# last are held to the frame by the test of the templates.
NO_PAGE = {
    *("learning:check_answers", "learning:question", "learning:resume", "page_bookmark"),
    *("peer_support:after", "peer_support:check_for_conflict", "peer_support:choose"),
    *("peer_support:close_concern", "peer_support:coordination_statistics_csv"),
    *("peer_support:decline_offer", "peer_support:leave", "peer_support:match"),
    *("peer_support:my_data_file", "peer_support:opening_names", "peer_support:pause"),
    *("peer_support:profile", "peer_support:relax", "peer_support:remove_bar"),
    *("peer_support:request", "peer_support:resume", "peer_support:review"),
    *("peer_support:say_known", "peer_support:send", "peer_support:withdraw"),
    *("portal:trend_figures", "practice_withdraw", "wellbeing:answers_csv"),
    *("wellbeing:answers_json", "wellbeing:finish_contact_request", "wellbeing:join_again"),
    *("wellbeing:keep_history", "wellbeing:pause", "wellbeing:resume"),
    *("wellbeing:set_reminders", "wellbeing:withdraw_contact_request"),
}
# The way out itself, a form that is only sent, and what a machine asks.
NOT_PUBLIC_PAGES = {"exit", "exit_away", "exit_return", "hide_phase_banner"}
NOT_PUBLIC_PAGES |= {"portal:health_live", "portal:health_ready"}
# Steps of signing in that are there only after the one before, or with what was sent by mail.
STEPS = {"account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn"}
STEPS |= {"accounts_invitation"}
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FOLDERS = ("account", "accounts", "cms", "learning", "peer_support", "portal", "wellbeing")
# One's own record and settings, and the pages of an account.
OTHER_PAGES = {
    *("learning/certificate.html", "learning/record.html", "learning/team.html"),
    *("account/password_change.html", "account/password_set.html"),
    *("account/reauthenticate.html", "account/verified_email_required.html"),
    *("accounts/account.html", "accounts/kept_form.html", "accounts/second_factor.html"),
    "accounts/sessions.html",
}
FRAME = "page_with_exit.html"
LINK = re.compile(r'<a href="/exit/"[^>]*govuk-js-exit-this-page-button')


def shows(answer: HttpResponseBase) -> bool:
    """Whether a page came, and not a file or the way to another page."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and is_html


def has_exit(answer: HttpResponseBase) -> bool:
    return len(LINK.findall(answer.content.decode())) == 1  # type: ignore[attr-defined] # a page


def test_every_page_of_guidance_learning_wellbeing_and_peer_support_has_the_exit() -> None:
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600):
        world, clients = _signed_in()
        answers = {name: _ask(world, clients, name, rule) for name, rule in _rules_of_areas()}
    pages = {name: answer for name, answer in answers.items() if shows(answer)}
    assert set(answers) - set(pages) == NO_PAGE
    assert [name for name, answer in pages.items() if not has_exit(answer)] == []


def test_every_public_page_has_the_exit_for_strangers_and_for_people_who_signed_in() -> None:
    world = build_world()
    visitors = {"stranger": Client(), OFFICER: signed_in(world.people[OFFICER])}
    seen, without = set(), []
    for name, address in _public_addresses():
        for who, client in visitors.items():
            answer = client.get(address)
            if shows(answer):
                seen.add(name)
                without += [] if has_exit(answer) else [f"{name} for {who}"]
    assert without == []
    assert {name for name, _address in _public_addresses()} - seen == STEPS


def test_pages_of_the_tree_have_the_exit() -> None:
    world = build_world()
    officer = signed_in(world.people[OFFICER])
    page = GuidancePageFactory(parent=guidance_root())
    for address in (page.url, "/guidance/"):
        answer = officer.get(address)
        assert (address, shows(answer), has_exit(answer)) == (address, True, True)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_whole_page_among_the_templates_stands_in_the_frame_with_the_exit(
    folder: str,
) -> None:
    found = {name: list(_frames_of(name)) for name in _templates_in(folder)}
    whole = {name: frames for name, frames in found.items() if frames[-1] == "base.html"}
    assert whole
    assert {name for name, frames in whole.items() if FRAME not in frames} == {
        name for name in OTHER_PAGES if name.startswith(f"{folder}/")
    }


def _signed_in() -> tuple[World, dict[str, Client]]:
    world = build_world()
    clients = {role: signed_in(person) for role, person in world.people.items()}
    return world, clients


def _rules_of_areas() -> Iterator[tuple[str, Rule]]:
    routes = {found.name: found.route for found in all_addresses()}
    for name, rule in sorted(RULES.items()):
        if routes[name].startswith(AREAS):
            yield name, rule


def _ask(world: World, clients: dict[str, Client], name: str, rule: Rule) -> HttpResponseBase:
    """Open the page as an officer, or as the first of those who may."""
    if not rule.allowed:  # only the national team, who has no place in the matrix's world
        world.people["national editor"] = national_editor()
        clients = {"national editor": signed_in(world.people["national editor"])}
    role = OFFICER if OFFICER in rule.allowed else min(rule.allowed, default="national editor")
    return ask(clients[role], "get", name, lambda: rule.own(world, world.people[role]))


def _public_addresses() -> Iterator[tuple[str, str]]:
    """By name, those that can be opened without knowing anything."""
    for found in all_addresses():
        if found.is_public and not found.is_cms and found.name not in NOT_PUBLIC_PAGES:
            try:
                yield found.name, reverse(found.name)
            except NoReverseMatch:
                continue


def _templates_in(folder: str) -> Iterator[str]:
    for path in sorted((TEMPLATES / folder).rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix()


def _frames_of(name: str) -> Iterator[str]:
    """The template and those that it stands in, the outermost last."""
    yield name
    source = get_template(name).template.source  # type: ignore[attr-defined] # Django's own
    extends = re.match(r'{% extends "([^"]+)" %}', source)
    if extends:
        yield from _frames_of(extends[1])
