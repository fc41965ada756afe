"""Who reaches a module in which state, by every way that leads to one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from learning.models import ModulePage
from tests.cms.forces.conftest import make_force
from tests.factories.learning import make_module, republish
from tests.support.readers import (
    ANALYST,
    ANONYMOUS,
    CPS,
    INSIDE,
    NATIONAL,
    SECRET,
    SUPERUSER,
    browsers,
    shows,
)

pytestmark = pytest.mark.django_db

# A word of the summary: what was looked for is said again on the page.
SOUGHT = "say"
# Parts of a module that a reader is led on from, or that show nothing of its title.
LEADING_ON = ("continue/", "quiz/")
NOBODY: frozenset[str] = frozenset()
WRITING = NATIONAL | {SUPERUSER}


@pytest.fixture
def people(db: None) -> dict[str, Client]:
    return browsers(make_force("Our Police"), make_force("Their Police"))


def draft() -> ModulePage:
    return make_module(f"{SECRET} module", live=False)


def scheduled() -> ModulePage:
    module = draft()
    module.go_live_at = timezone.now() + timedelta(days=3)
    republish(module)
    return module


def live() -> ModulePage:
    return make_module(f"{SECRET} module")


def expired() -> ModulePage:
    module = live()
    ModulePage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    return module


def sensitive() -> ModulePage:
    return make_module(f"{SECRET} module", marking="official_sensitive", audience_roles=["analyst"])


def for_cps() -> ModulePage:
    return make_module(f"{SECRET} module", shared_with_cps=True)


READERS: dict[Callable[[], ModulePage], frozenset[str]] = {
    draft: NOBODY,
    scheduled: NOBODY,
    live: INSIDE,
    expired: NOBODY,
    sensitive: NATIONAL | {ANALYST},
    for_cps: INSIDE | {CPS},
}


def ways_to(module: ModulePage) -> dict[str, str]:
    """The addresses that show a module or name it."""
    return {
        "its address": module.url,
        "a section": f"{module.url}section/1/",
        "the catalogue": "/learning/",
        "search": f"/search/?q={SOUGHT}",
        "history": f"/page/{module.translation_key}/history/",
        "the home page": "/home/",
    }


@pytest.mark.parametrize("state", READERS, ids=lambda state: state.__name__)
def test_a_module_is_reached_by_its_readers_and_by_no_way_by_others(
    state: Callable[[], ModulePage], people: dict[str, Client]
) -> None:
    module = state()
    for way, address in ways_to(module).items():
        found = {name for name, client in people.items() if shows(client, address)}
        assert found == READERS[state], way
    preview = f"/cms/pages/{module.pk}/view_draft/"
    assert {name for name, client in people.items() if shows(client, preview)} == WRITING


@pytest.mark.parametrize("state", READERS, ids=lambda state: state.__name__)
def test_what_leads_on_from_a_module_is_to_others_as_if_there_were_none(
    state: Callable[[], ModulePage], people: dict[str, Client]
) -> None:
    module = state()
    for name, client in people.items():
        for part in LEADING_ON:
            answer = client.get(f"{module.url}{part}")
            none = client.get(f"/learning/none/{part}")
            is_there = answer.status_code != none.status_code
            assert is_there == (name in READERS[state] - {ANONYMOUS}), (name, part)
