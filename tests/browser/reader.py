"""Somebody who reads a page, with script or without, and the rules that every page is held to."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route

from tests.support.browser import axe_violations, no_horizontal_overflow, source_of


@dataclass(frozen=True)
class Reader:
    """A page, and what axe finds wrong with it, one line a rule."""

    page: Page
    violations: Callable[[Page], list[str]] = axe_violations

    def finds_it_fit(self) -> None:
        """Nothing that axe finds wrong, nothing wider than the screen."""
        found = self.violations(self.page)
        assert found == [], f"{self.page.url}: {found}"
        assert no_horizontal_overflow(self.page), self.page.url


def axe_of_what_was_sent(looker: Page) -> Callable[[Page], list[str]]:
    """Return what tries a page of a browser without script, where axe itself cannot run.

    looker: a page of a browser that runs script. It opens the same address and gets the same
    source, with every script of the site left out, so that what axe sees is what stands there.
    """
    sent = {"source": ""}

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=sent["source"], content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

    looker.route("**/*", answer)

    def violations(page: Page) -> list[str]:
        # A page that is still coming has no heading and no end yet.
        sent["source"] = source_of(page)
        if page.viewport_size:
            looker.set_viewport_size(page.viewport_size)
        cookies = page.context.cookies()
        looker.context.add_cookies(
            [{"name": one["name"], "value": one["value"], "url": page.url} for one in cookies]
        )
        looker.goto(page.url)
        return axe_violations(looker)

    return violations
