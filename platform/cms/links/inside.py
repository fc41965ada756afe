"""Whether a link within this site leads somewhere: asked of the page tree, without the network."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Page

from cms.models import CustomDocument, HomePage
from cms.models.link_check import LinkCheck

Reason = LinkCheck.Reason
PAGE, DOCUMENT = "page:", "document:"


@dataclass(frozen=True)
class Place:
    """An address as the table keeps it: host is empty on this site."""

    url: str
    host: str


def place_of(link: str) -> Place:
    """Return where a link leads, with this site's own name taken off."""
    if link.startswith((PAGE, DOCUMENT, "/")):
        return Place(link, "")
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        host = "invalid"
    if host and parts.netloc.lower() == urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc.lower():
        return Place((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), "")
    return Place(link, host or "invalid")


def reason_of(url: str) -> Reason:
    """Why the link leads nowhere; NONE if it works."""
    if url.startswith(PAGE):
        return _reason_of_page(Page.objects.filter(pk=_key(url)).first())
    if url.startswith(DOCUMENT):
        return _if_missing(CustomDocument.objects.filter(pk=_key(url)).exists())
    path = unquote(urlsplit(url).path)
    try:
        match = resolve(path)
    except Resolver404:
        return Reason.MISSING
    if match.url_name == "cms_document":
        return _if_missing(CustomDocument.objects.filter(**_only_id(match.kwargs)).exists())
    if match.url_name != "wagtail_serve":
        return Reason.NONE
    return _reason_of_path(path.strip("/"))


def _key(url: str) -> int:
    return int(url.partition(":")[2])


def _only_id(found: dict[str, object]) -> dict[str, object]:
    return {"public_id": found["public_id"]}


def _if_missing(exists: bool) -> Reason:
    return Reason.NONE if exists else Reason.MISSING


def _reason_of_page(page: Page | None) -> Reason:
    if page is None:
        return Reason.MISSING
    return Reason.NONE if page.live else Reason.NOT_LIVE


def _reason_of_path(path: str) -> Reason:
    home = HomePage.objects.first()
    if home is None:
        return Reason.MISSING
    wanted = f"{home.url_path}{path}/" if path else home.url_path
    return _reason_of_page(Page.objects.filter(url_path=wanted).first())
