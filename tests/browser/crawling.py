"""Follow the links that a person is offered, and say what is wrong with the pages behind them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict
from urllib.parse import parse_qsl, urlsplit

from django.template import Template
from django.test.signals import template_rendered
from django.urls import resolve
from playwright.sync_api import Page

from tests.support.browser import DESK, HEIGHTS, PHONE, axe_violations, no_horizontal_overflow

# Wagtail's own pages, files, and the way out to another site.
LEFT_OUT = ("/cms/", "/documents/", "/exit/", "/media/", "/static/")
FILE_ENDINGS = (".csv", ".pdf", ".xlsx", ".zip", ".vtt", "/export/")
MOST_PAGES = 110

LOOK = """() => ({
  title: document.title,
  headings: document.querySelectorAll('h1').length,
  language: document.documentElement.lang,
  links: [...document.querySelectorAll('a[href]:not([download])')].map((link) => link.href),
  small: [...document.querySelectorAll('button, summary, nav a, .govuk-button')]
    .filter((part) => part.checkVisibility())
    // A page number takes presses for the whole of its box.
    .map((part) => part.closest('.govuk-pagination__item') ?? part)
    .map((part) => ({ box: part.getBoundingClientRect(), words: part.textContent.trim() }))
    .filter(({ box }) => box.height && (box.height < 24 || box.width < 24))
    .map(({ box, words }) => `${words} (${Math.round(box.width)} by ${Math.round(box.height)})`),
})"""


class Sight(TypedDict):
    """What LOOK finds on a page."""

    title: str
    headings: int
    language: str
    links: list[str]
    small: list[str]


@dataclass
class Screens:
    """The names of the templates that the server rendered, first the screen's own."""

    names: list[str] = field(default_factory=list)

    @property
    def current(self) -> str:
        """The screen that the last answer showed."""
        own = [name for name in self.names if not name.startswith("django/")]
        return own[0] if own else ""

    def note(self, sender: object, template: Template, **_signal: object) -> None:
        """Receive Django's signal, which it sends in tests for each template."""
        if template.name:
            self.names.append(template.name)


@dataclass(frozen=True)
class Tried:
    """What was tried in this run, in a folder that all workers share."""

    folder: Path

    def is_new(self, name: str) -> bool:
        """Whether nobody has asked for this name before; from now on somebody has."""
        try:
            (self.folder / name.replace("/", "-")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@contextmanager
def watching_screens() -> Iterator[Screens]:
    """Note which templates the live server renders until the block ends."""
    screens = Screens()
    template_rendered.connect(screens.note)
    try:
        yield screens
    finally:
        template_rendered.disconnect(screens.note)


@dataclass
class Walk:
    """A person's way through the site.

    Pages of one kind differ in their content only: of_a_kind of each are opened. Where the screen
    is new to tried, the one list of the whole run, axe looks at it too.
    """

    page: Page
    screens: Screens
    tried: Tried
    of_a_kind: int = 1
    problems: set[str] = field(default_factory=set)
    visited: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)
    _kinds: Counter[str] = field(default_factory=Counter)
    _waiting: list[str] = field(default_factory=list)

    def follow_from(self, *starts: str) -> None:
        """Visit the pages, and all those that they lead to."""
        self._waiting.extend(starts)
        self._met.update(starts)
        while self._waiting:
            address = self._waiting.pop(0)
            self._kinds[kind_of(address)] += 1
            if self._kinds[kind_of(address)] <= self.of_a_kind:
                self._visit(address)
        assert len(self.visited) <= MOST_PAGES, self.visited

    def _visit(self, address: str) -> None:
        self.visited.append(address)
        self.screens.names.clear()
        answer = self.page.goto(address)
        status = answer.status if answer else 0
        if status >= 400:
            self.problems.add(f"{address}: status {status}")
            return
        sight: Sight = self.page.evaluate(LOOK)
        self.problems.update(
            f"{kind_of(address)}: {problem}" for problem in self._wrong_with(sight)
        )
        for link in sight["links"]:
            self._meet(link)

    def _wrong_with(self, sight: Sight) -> Iterator[str]:
        if sight["headings"] != 1:
            yield f"{sight['headings']} first-level headings"
        name, _, site = sight["title"].rpartition(" – ")
        if site != "Lodestar" or not name.strip(" –"):
            yield f"title {sight['title']!r}"
        if sight["language"] != "en-gb":
            yield f"language {sight['language']!r}"
        yield from (f"small target {target}" for target in sight["small"])
        first_time = self.tried.is_new(self.screens.current)
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            if not no_horizontal_overflow(self.page):
                yield f"wider than {width} pixels"
            if first_time:
                yield from (f"{width}: {found}" for found in axe_violations(self.page))

    def _meet(self, link: str) -> None:
        address = own_address(link, self.page.url)
        if address and address not in self._met:
            self._met.add(address)
            self._waiting.append(address)


def own_address(link: str, page_url: str) -> str:
    """The path and query of a link to a page of this site, or nothing."""
    here, there = urlsplit(page_url), urlsplit(link)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return ""
    if there.path.startswith(LEFT_OUT) or there.path.endswith(FILE_ENDINGS):
        return ""
    return there.path + (f"?{there.query}" if there.query else "")


def kind_of(address: str) -> str:
    """What pages of one view share: its pattern, depth and the names in the query."""
    parts = urlsplit(address)
    route = resolve(parts.path).route
    names = sorted({name for name, _ in parse_qsl(parts.query)})
    return f"{route} {parts.path.count('/')} {' '.join(names)}"
