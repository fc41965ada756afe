"""Every cookie that the site sets, sorted by what for; and what a person said of the optional ones.

A test walks the site and compares. Whoever adds a cookie adds it here; a new optional category, or
a new purpose of one, needs a new VERSION, which asks everybody again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.kept_forms import COOKIE as PERSON_COOKIE
from accounts.leaving import LEFT_COOKIE

VERSION: Final = 1
CHOICE_COOKIE: Final = "lodestar_cookies"
CHOICE_SECONDS: Final = 365 * 24 * 3600
HIDDEN_COOKIE: Final = "lodestar_hidden"
HIDDEN_SECONDS: Final = 90 * 24 * 3600

NECESSARY: Final = "necessary"
REMEMBER: Final = "remember"


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, what it is for, and when it ends."""

    name: str
    purpose: "str | Promise"
    ends: "str | Promise"


@dataclass(frozen=True)
class Category:
    """Cookies that are allowed or refused together; the necessary ones are not asked about."""

    code: str
    title: "str | Promise"
    purpose: "str | Promise"
    cookies: tuple[Cookie, ...]

    @property
    def is_optional(self) -> bool:
        """Whether the person decides."""
        return self.code != NECESSARY


CATEGORIES: tuple[Category, ...] = (
    Category(
        NECESSARY,
        _("Necessary cookies"),
        _("The site cannot work without these, so they are always on."),
        (
            Cookie(
                settings.SESSION_COOKIE_NAME,
                _("Keeps you signed in."),
                _("When you sign out, after 30 minutes without use, or after 12 hours"),
            ),
            Cookie(
                settings.CSRF_COOKIE_NAME,
                _("Checks that a form that you send comes from you."),
                _("After 1 year"),
            ),
            Cookie(
                "messages",
                _("Carries a message, such as “Saved”, to the next page."),
                _("When the message has been shown"),
            ),
            Cookie(
                PERSON_COOKIE,
                _("Keeps what you had typed, if your session ends in the middle of a form."),
                _("After 13 hours"),
            ),
            Cookie(
                LEFT_COOKIE,
                _(
                    "After “Exit this page”: makes the Back button show nothing. It says only that "
                    "this browser left, not who or from where."
                ),
                _("When you come back to the site, or after 1 hour"),
            ),
            Cookie(CHOICE_COOKIE, _("Remembers what you said about cookies."), _("After 1 year")),
            Cookie(
                "wagtail_sidebar_collapsed",
                _("For editors only: keeps the menu of the editing pages folded or open."),
                _("When you close the browser"),
            ),
        ),
    ),
    Category(
        REMEMBER,
        _("Cookies that remember small things"),
        _("They remember that you hid a message, so that it stays hidden. Nothing else is kept."),
        (
            Cookie(
                HIDDEN_COOKIE,
                _("Remembers that you hid the message at the top of the pages."),
                _("After 90 days"),
            ),
        ),
    ),
)
OPTIONAL: tuple[Category, ...] = tuple(one for one in CATEGORIES if one.is_optional)
OPTIONAL_CODES: frozenset[str] = frozenset(one.code for one in OPTIONAL)


@dataclass(frozen=True)
class Choice:
    """What a person said: the codes of the optional categories that they allow."""

    allowed: frozenset[str]

    @property
    def value(self) -> str:
        """The cookie's text: the version, and the codes; nothing about the person."""
        return f"{VERSION}:{'.'.join(sorted(self.allowed))}"


EVERYTHING: Final = Choice(OPTIONAL_CODES)
NOTHING: Final = Choice(frozenset())


def read_choice(cookies: Mapping[str, str]) -> Choice | None:
    """What the person said of this version; None if they have not been asked, or it is broken."""
    version, _colon, codes = cookies.get(CHOICE_COOKIE, "").partition(":")
    allowed = frozenset(code for code in codes.split(".") if code)
    if version != str(VERSION) or not allowed <= OPTIONAL_CODES:
        return None
    return Choice(allowed)


def allows(request: HttpRequest, code: str) -> bool:
    """Whether a cookie of this category may be set: never before the person said so."""
    choice = read_choice(request.COOKIES)
    return choice is not None and code in choice.allowed


def keep_choice(request: HttpRequest, response: HttpResponseBase, choice: Choice) -> None:
    """Write down what the person said, and take away what they no longer allow."""
    # The page's own script looks whether the browser kept it.
    response.set_cookie(
        CHOICE_COOKIE,
        choice.value,
        max_age=CHOICE_SECONDS,
        secure=request.is_secure(),
        samesite="Lax",
    )
    for cookie in cookies_of(OPTIONAL_CODES - choice.allowed):
        if cookie.name in request.COOKIES:
            response.delete_cookie(cookie.name, samesite="Lax")


def cookies_of(codes: Iterable[str]) -> list[Cookie]:
    """The cookies of these categories."""
    wanted = frozenset(codes)
    return [cookie for one in CATEGORIES if one.code in wanted for cookie in one.cookies]
