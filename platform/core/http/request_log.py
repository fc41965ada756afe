"""Gives each request an id and one log line: what kind of page, how it went, how long it took.

Nothing in the line says who asked, from where, or for which of a kind. A view marked with unlogged
has no line at all: even the hour at which somebody looked at it is nobody's business.
"""

import logging
import time
import uuid
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.logs import REQUEST_ID

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# A view of any signature: the mark changes nothing about it.
View = TypeVar("View", bound=Callable[..., object])

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by what watches over us; only a failure is news.
QUIET_ROUTES = frozenset({"portal:health_live", "portal:health_ready"})
SERVER_ERROR = 500

logger = logging.getLogger(__name__)


def unlogged(view: View) -> View:
    """Mark a view whose requests leave no line in the log, unless the server failed."""
    view.unlogged = True  # type: ignore[attr-defined] # read back by is_unlogged
    return view


def is_unlogged(request: HttpRequest) -> bool:
    """Whether the request was for a view that is marked so."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "unlogged", False)


class RequestLogMiddleware:
    """Stands outermost, so that every answer passes here. An id from outside is not taken over."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex
        token = REQUEST_ID.set(request_id)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            write_line(request, response, duration=time.perf_counter() - started)
        finally:
            REQUEST_ID.reset(token)
        return response


def write_line(request: HttpRequest, response: HttpResponseBase, *, duration: float) -> None:
    """Log the request, unless it went well and is marked, or one that comes all the time."""
    route, failed = route_of(request), response.status_code >= SERVER_ERROR
    if not failed and (route in QUIET_ROUTES or is_unlogged(request)):
        return
    fields: dict[str, object] = {"route": route, "status": response.status_code}
    if not is_unlogged(request):
        fields["method"] = request.method if request.method in METHODS else "other"
        fields["duration_ms"] = round(duration * 1000)
    logger.info("core.request", extra=fields)


def route_of(request: HttpRequest) -> str:
    """Return the name of the view, or its pattern; of an unlogged one only which part of the site.

    Empty when nothing matched.
    """
    match = request.resolver_match
    if match is None:
        return ""
    if is_unlogged(request):
        return match.app_name
    return match.view_name if match.url_name else (match.route or "")
