"""A real Chromium on a real server with the demo's content, at a phone's and a desk's width."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from cms.cookies import CHOICE_COOKIE, NOTHING

PHONE, DESK = 390, 1280
HEIGHTS = {PHONE: 844, DESK: 900}
# How long a browser waits, in milliseconds: two workers and a server share two processors.
PATIENCE = 15_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
MISSING = "no Chromium is installed (on Debian: apt install chromium)"
# target-size is off by default in axe, because it came with WCAG 2.2: what is pressed can be hit.
# Of what is right, axe is not asked to list every place, which takes most of its time.
AXE_OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Whatever moves for ever, such as a sign of waiting, is not waited for.
NOTHING_MOVES = """() => document.getAnimations().every((animation) =>
    animation.playState !== "running"
    || animation.effect.getComputedTiming().endTime === Infinity)"""
OpenPage = Callable[[int], Page]
SignIn = Callable[[Page, str], None]


def find_chromium() -> str | None:
    """Return the browser's path: $CHROMIUM, or the first known name that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests with a printed reason where there is no browser, unless it is required."""
    if find_chromium() or os.environ.get("REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING)
    # Playwright runs an event loop in this thread; Django would take the tests' own queries
    # for queries from inside it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
            # A context's own patience does not count for what a test expects to see.
            expect.set_options(timeout=PATIENCE)
            yield chromium
            chromium.close()


@pytest.fixture
def live_site(seeded_database: None, live_server: LiveServer) -> LiveServer:
    """A real server on the seeded database; `.url` is its address."""
    return live_server


@pytest.fixture
def console_errors() -> list[str]:
    """What the browser complained about; clear it in a test that provokes an error on purpose."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, live_site: LiveServer, console_errors: list[str]
) -> Iterator[OpenPage]:
    """A function that opens a fresh page (own cookies) at a width; relative addresses work."""
    contexts = []

    def open_at(width: int) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            base_url=live_site.url,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        refuse_cookies(context, live_site.url)
        page = context.new_page()
        page.on("console", lambda message: note_console(message, console_errors))
        page.on("pageerror", lambda error: note_error(error, console_errors))
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert console_errors == []


def refuse_cookies(context: BrowserContext, url: str) -> None:
    """Make it the browser of somebody who has been asked about cookies before, and said no."""
    context.add_cookies([{"name": CHOICE_COOKIE, "value": NOTHING.value, "url": url}])


def note_console(message: ConsoleMessage, errors: list[str]) -> None:
    """Keep what the console shows in red."""
    if message.type == "error":
        errors.append(f"{message.location.get('url', '')}: {message.text}")


def note_error(error: Error, errors: list[str]) -> None:
    """Keep an exception that no script caught."""
    errors.append(str(error))


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A page at a phone's width, then the same test at a desk's."""
    return open_page(request.param)


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    """A page at a phone's width only."""
    return open_page(PHONE)


@pytest.fixture
def desk_page(open_page: OpenPage) -> Page:
    """A page at a desk's width only."""
    return open_page(DESK)


@pytest.fixture
def sign_in(live_site: LiveServer) -> SignIn:
    """A function that gives a page's browser the session of a person, without the form."""
    return session_giver(live_site.url)


def session_giver(url: str) -> SignIn:
    """Return what signs a person in to the server at this address."""

    def give_session(page: Page, email: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(email=email))
        morsels = client.cookies.items()
        page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": url} for name, morsel in morsels]
        )

    return give_session


def source_of(page: Page) -> str:
    """Return the source of the page once it stands still: Back may be leading on for a moment."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        page.wait_for_load_state()
        try:
            return page.content()
        except Error:
            if time.monotonic() > end:
                raise
            page.wait_for_timeout(100)


def nothing_came_back(page: Page, neutral: str = "Cookies") -> None:
    """After leaving and Back: the neutral page, or an empty one that leads there again."""
    headings = page.get_by_role("heading", level=1)
    expect(headings.filter(has_not_text=neutral)).to_have_count(0)


def axe_violations(page: Page, within: str | None = None, without: Sequence[str] = ()) -> list[str]:
    """Return what axe finds wrong with the loaded page, one line a rule with its places.

    within: a selector, where the rest of the page lies below a bar of Wagtail's own.
    without: selectors of what is Wagtail's own.
    """
    page.wait_for_load_state()
    # What is still fading in has not the contrast that it will have.
    page.wait_for_function(NOTHING_MOVES)
    # Further down, the button that stays in sight may lie over a link while one scrolls past it.
    page.evaluate("window.scrollTo(0, 0)")
    context = {"exclude": [[selector] for selector in without]} if without else within
    found = Axe().run(page, context, options=AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes']][:5]}"
        for rule in found
    ]


def no_horizontal_overflow(page: Page) -> bool:
    """Tell whether nothing makes the page wider than the screen, once all of it is there."""
    page.wait_for_load_state()
    script = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    return bool(page.evaluate(script))
