"""Who may see what, as a matrix: every address, every role, own and foreign, read and write."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.test import Client, override_settings

from tests.policies.matrix import RULES
from tests.policies.rules import Rule
from tests.policies.visiting import ask
from tests.policies.world import OFFICER, World, build_world
from tests.support.answers import same_words
from tests.support.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("method", ["get", "post"])]

WRONG_METHOD = 405
FIRST_ERROR = 500
REFUSALS = frozenset({403, 404})


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture(autouse=True)
def _time_enough() -> Iterator[None]:
    # On a slow machine the walk outlasts the minutes for which a proof of identity holds.
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600):
        yield


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    """A browser for each role, signed in once."""
    return {role: signed_in(person) for role, person in world.people.items()}


def accepted(rule: Rule, role: str, method: str, status: int) -> bool:
    """Whether the status is what the rule says for the role."""
    if role not in rule.allowed:
        return status in {rule.exceptions.get(role, rule.refusal), WRONG_METHOD}
    if method == "post" and rule.empty_form is not None:
        return status == rule.empty_form
    return status not in REFUSALS and status < FIRST_ERROR


def walk(world: World, clients: dict[str, Client]) -> Iterator[tuple[str, Rule, str, Client]]:
    for name, rule in sorted(RULES.items()):
        for role, client in clients.items():
            yield name, rule, role, client


def test_each_role_gets_in_or_is_refused_as_written(
    world: World, clients: dict[str, Client], method: str
) -> None:
    wrong = []
    for name, rule, role, client in walk(world, clients):
        answer = ask(client, method, name, partial(rule.own, world, world.people[role]))
        if not accepted(rule, role, method, answer.status_code):
            wrong.append(f"{name} as {role}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_stranger_is_sent_to_sign_in(world: World, method: str) -> None:
    wrong, officer = [], world.people[OFFICER]
    for name, rule in RULES.items():
        answer = ask(Client(), method, name, partial(rule.own, world, officer))
        goes_to = answer.headers.get("Location", "")
        if answer.status_code != 302 or not goes_to.startswith("/accounts/login/"):
            wrong.append(f"{name}: {answer.status_code} {goes_to}")
    assert not wrong, "\n".join(wrong)


def test_a_foreign_thing_looks_like_a_missing_one(
    world: World, clients: dict[str, Client], method: str
) -> None:
    wrong = []
    for name, rule, role, client in walk(world, clients):
        if rule.foreign is None or rule.missing is None:
            continue
        foreign = ask(client, method, name, partial(rule.foreign, world))
        missing = ask(client, method, name, partial(dict, rule.missing))
        refused = {404} if role in rule.allowed else {rule.exceptions.get(role, rule.refusal)}
        if foreign.status_code not in refused | {WRONG_METHOD} or same_words(foreign) != same_words(
            missing
        ):
            wrong.append(f"{name} as {role}: {foreign.status_code} / {missing.status_code}")
    assert not wrong, "\n".join(wrong)
