"""Gives each request an id and one log line: what kind of page, how it went, how long it took.

Nothing in the line says who asked, from where, or for which of a kind.
"""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.logs import REQUEST_ID

GetResponse = Callable[[HttpRequest], HttpResponseBase]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by what watches over us; only a failure is news.
QUIET_ROUTES = frozenset({"portal:health_live", "portal:health_ready"})
SERVER_ERROR = 500

logger = logging.getLogger(__name__)


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
    """Log the request, unless it is one that comes all the time and went well."""
    route = route_of(request)
    if route in QUIET_ROUTES and response.status_code < SERVER_ERROR:
        return
    fields = {
        "method": request.method if request.method in METHODS else "other",
        "route": route,
        "status": response.status_code,
        "duration_ms": round(duration * 1000),
    }
    logger.info("core.request", extra=fields)


def route_of(request: HttpRequest) -> str:
    """Return the name of the view, or its pattern; empty when nothing matched."""
    match = request.resolver_match
    if match is None:
        return ""
    return match.view_name if match.url_name else (match.route or "")
