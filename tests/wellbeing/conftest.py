"""An officer who may check in, and keys that a test can exchange."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.crypto.keys import encode_key
from tests.factories.organisation import TeamFactory, person_in
from tests.support.browser import HEIGHTS, PATIENCE, refuse_cookies
from tests.support.signing_in import signed_in

ENVIRONMENT = "core.crypto.providers.EnvironmentKeyProvider"
UseKeys = Callable[..., None]
OpenFor = Callable[..., Page]


@pytest.fixture
def officer(db: None) -> User:
    return person_in(TeamFactory())


@pytest.fixture
def use_keys(settings: Settings) -> UseKeys:
    """use_keys("wellbeing", new=..., old=...): give a ring other keys; the first one seals."""

    def use(ring: str, **keys: bytes) -> None:
        text = ",".join(f"{key_id}:{encode_key(key)}" for key_id, key in keys.items())
        settings.KEY_RINGS = settings.KEY_RINGS | {ring: (ENVIRONMENT, {"keys": text})}

    return use


def give_session(context: BrowserContext, person: User, site: LiveServer) -> None:
    """Sign the person in a moment ago, so that erasing asks for no second proof."""
    cookie = signed_in(person).cookies["sessionid"]
    context.clear_cookies(name="lodestar_left")  # they came back on purpose
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site.url}])


@pytest.fixture
def open_for(browser: Browser, live_server: LiveServer) -> Iterator[OpenFor]:
    """A function that opens a browser in which the person has signed in."""
    contexts = []

    def open_at(person: User, width: int, *, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            base_url=live_server.url,
            locale="en-GB",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        give_session(context, person, live_server)
        refuse_cookies(context, live_server.url)
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    yield open_at
    for context in contexts:
        context.close()
