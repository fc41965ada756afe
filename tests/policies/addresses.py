"""Walks the resolver, so that no address can be added without the tests knowing of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

# Wagtail's own pages behind the door of the CMS; that door has tests of its own.
CMS_PREFIX = "cms/"


@dataclass(frozen=True)
class Address:
    """One pattern: its full route as written, its name with name spaces, and its view."""

    route: str
    name: str
    view: Callable[..., HttpResponseBase]

    @property
    def is_public(self) -> bool:
        """Whether Django lets people in who have not signed in."""
        return not getattr(self.view, "login_required", True)

    @property
    def is_cms(self) -> bool:
        """Whether the page belongs to Wagtail's own admin."""
        return self.route.startswith(CMS_PREFIX)


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, names: tuple[str, ...]
) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            name = ":".join((*names, pattern.name or ""))
            yield Address(route=route, name=name, view=pattern.callback)


def all_addresses() -> list[Address]:
    """Every address of the site, in the order in which the resolver tries them."""
    return list(_walk(get_resolver().url_patterns, "", ()))
