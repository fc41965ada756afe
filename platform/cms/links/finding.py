"""Which addresses stand in a page's text: in links of rich text and in fields that hold one."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models.link_check import LONGEST_URL

WHOLE_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
SCHEMES = frozenset({"http", "https"})


class _Anchors(HTMLParser):
    """Collects where the links of a piece of rich text lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one link: an address, or the key of a page or document of ours."""
        if tag != "a":
            return
        given = dict(attrs)
        kind, key = given.get("linktype"), given.get("id") or ""
        if kind in {"page", "document"} and key.isdecimal():
            self.found.append(f"{kind}:{key}")
        elif given.get("href"):
            self.found.append(str(given["href"]))


def links_of_page(page: Page) -> set[str]:
    """Return every address in the page's streams and in those of its parts.

    Addresses of other sites and of ours as they were written; "page:5" and "document:5" for what
    an editor chose. Mail, telephone and addresses within the page are left out.
    """
    found: set[str] = set()
    for field, value in _streams_of(page):
        raw = list(value.raw_data)
        found.update(link for text in _strings_in(raw) for link in _links_in(text))
        found.update(_chosen_pages(field, value))
    return {link for link in (_without_fragment(link) for link in found) if _is_to_check(link)}


def _streams_of(model: Any) -> Iterator[tuple[StreamField, Any]]:  # a page or a part of one
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield field, getattr(model, field.name)
    for relation in _relations_of_parts(model):
        for part in getattr(model, relation.get_accessor_name()).all():
            yield from _streams_of(part)


def _relations_of_parts(model: Any) -> list[Any]:  # as above; Django's relations
    if not isinstance(model, Page):
        return []
    # Wagtail's own parts of a page are comments and forms of sharing, never its text.
    relations = get_all_child_relations(type(model))
    return [one for one in relations if one.related_model._meta.app_label != "wagtailcore"]


# A value of the field: Wagtail has no types.
def _chosen_pages(field: StreamField, value: Any) -> Iterator[str]:
    for model, key, *_where in field.extract_references(value):
        if issubclass(model, Page):
            yield f"page:{key}"


# The raw form of a stream: lists and mappings of texts and numbers.
def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        # A page that was chosen and is no longer there leaves only its number behind.
        if isinstance(value.get("page"), int):
            yield f'<a linktype="page" id="{value["page"]}">'
        for part in value.values():
            yield from _strings_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings_in(part)


def _links_in(text: str) -> list[str]:
    if WHOLE_ADDRESS.fullmatch(text.strip()):
        return [text.strip()]
    if "<a" not in text:
        return []
    anchors = _Anchors()
    anchors.feed(text)
    anchors.close()
    return anchors.found


def _without_fragment(link: str) -> str:
    return link.strip().partition("#")[0]


def _is_to_check(link: str) -> bool:
    if not link or len(link) > LONGEST_URL:
        return False
    if link.startswith(("page:", "document:")):
        return True
    if link.startswith("/") and not link.startswith("//"):
        return True
    try:
        parts = urlsplit(link)
    except ValueError:
        return True
    return parts.scheme.lower() in SCHEMES
