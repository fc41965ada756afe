"""Signs people out who were away too long or signed in too long ago."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.events import record_account_event
from accounts.models import User
from accounts.session_lifetime import Ending, Lifetime
from accounts.unattended import is_unattended

STARTED = "accounts_started_at"
SEEN = "accounts_seen_at"


class SessionLifetimeMiddleware:
    """Ends the session before any view runs; whose it was stays on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._check(request, request.user)
        return self.get_response(request)

    # Django's own types for what a view is called with.
    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Note that the person is here, unless a script of the page asks by itself."""
        if request.user.is_authenticated and not is_unattended(view):
            _touch_if_due(request, time.time())

    def _check(self, request: HttpRequest, person: User) -> None:
        now = time.time()
        if STARTED not in request.session:
            _start(request, now)
            return
        ending = _lifetime_of(request).ending(
            now,
            idle_seconds=settings.SESSION_IDLE_SECONDS,
            absolute_seconds=settings.SESSION_ABSOLUTE_SECONDS,
        )
        if ending is not None:
            _end(request, person, ending)


def _lifetime_of(request: HttpRequest) -> Lifetime:
    return Lifetime(started_at=request.session[STARTED], seen_at=request.session.get(SEEN, 0.0))


def _start(request: HttpRequest, now: float) -> None:
    request.session[STARTED] = now
    request.session[SEEN] = now


def _touch_if_due(request: HttpRequest, now: float) -> None:
    """Write when the person was last here, for them to see in their list of sessions."""
    if not _lifetime_of(request).needs_touch(now):
        return
    request.session[SEEN] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=datetime.fromtimestamp(now, tz=UTC)
    )


def _end(request: HttpRequest, person: User, ending: Ending) -> None:
    record_account_event(
        actor=person, person=person, action="session_expired", details={"reason": ending.value}
    )
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    # Read by the kept forms: what this person was sending is still theirs.
    request.expired_person = person  # type: ignore[attr-defined]
    logout(request)
    messages.info(request, _message(ending))


def _message(ending: Ending) -> str:
    if ending is Ending.IDLE:
        minutes = settings.SESSION_IDLE_SECONDS // 60
        return _("We signed you out because nothing happened for %(minutes)d minutes.") % {
            "minutes": minutes
        }
    hours = settings.SESSION_ABSOLUTE_SECONDS // 3600
    return _("We signed you out because you signed in more than %(hours)d hours ago.") % {
        "hours": hours
    }
