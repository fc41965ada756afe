"""Keeps what a person had typed when their session ended, so that no work is lost.

The form is sealed for one person and one hour. Passwords are never kept, nor anything
that was sent to an address about signing in, nor a view marked with never_kept.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlencode

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import KeptForm, User
from core.crypto import open_sealed, seal

KEPT_FOR = timedelta(hours=1)
LARGEST = 100 * 1024
MOST_FOR_ONE_PERSON = 5
SENSITIVE_PREFIXES = ("/accounts/", "/cms/login", "/cms/password", "/cms/users", "/cms/account")
SENSITIVE_NAMES = ("password", "secret", "token", "credential")
TYPED_CONTENT = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})

COOKIE = "lodestar_person"
COOKIE_SALT = "accounts.kept_forms"
# One hour longer than a session can last: after that nothing is kept anyway.
COOKIE_SECONDS = 13 * 3600

# A view of any signature: the mark changes nothing about it.
View = TypeVar("View", bound=Callable[..., object])
Field = tuple[str, str]


@dataclass(frozen=True)
class KeptAnswers:
    """Where the form was going, and its fields in order."""

    address: str
    fields: tuple[Field, ...]


def never_kept(view: View) -> View:
    """Mark a view whose form must not be kept, not even sealed."""
    view.never_kept = True  # type: ignore[attr-defined] # read back by is_keepable
    return view


def is_keepable(request: HttpRequest) -> bool:
    """Whether the request is a form that somebody filled in on a page."""
    if request.method != "POST" or request.content_type not in TYPED_CONTENT:
        return False
    if request.path.startswith(SENSITIVE_PREFIXES) or request.FILES:
        return False
    # A script that saves in the background shows its own message and keeps its own copy.
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    match = request.resolver_match or _match_of(request.path_info)
    return match is not None and not getattr(match.func, "never_kept", False)


def _match_of(path: str) -> ResolverMatch | None:
    """The view that a request was for, where it failed before it came so far."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def typed_fields(request: HttpRequest) -> tuple[Field, ...]:
    """What was typed, without secrets and without the token of the page."""
    return tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
        and not any(word in name.lower() for word in SENSITIVE_NAMES)
    )


def keep_form(request: HttpRequest, person: User) -> KeptForm | None:
    """Seal the form of this request for person, or return None when it cannot be kept."""
    if not is_keepable(request):
        return None
    fields = typed_fields(request)
    if not fields or len(urlencode(fields)) > LARGEST:
        return None
    kept = KeptForm(person=person, expires_at=timezone.now() + KEPT_FOR)
    content = json.dumps({"address": request.get_full_path(), "fields": fields})
    kept.sealed = seal(content, context=_context(kept))
    kept.save()
    _forget_older(person)
    return kept


def _forget_older(person: User) -> None:
    """Keep the newest few: nobody fills the table."""
    forms = KeptForm.objects.filter(person=person).order_by("-expires_at", "-pk")
    newest = list(forms.values_list("pk", flat=True)[:MOST_FOR_ONE_PERSON])
    forms.exclude(pk__in=newest).delete()
    forms.filter(expires_at__lte=timezone.now()).delete()


def _context(kept: KeptForm) -> str:
    """Bound to row and person: moved to another row, it does not open."""
    return f"accounts.kept_form:{kept.public_id}:{kept.person_id}"


def open_kept_form(kept: KeptForm) -> KeptAnswers | None:
    """What was kept, or None when its address is not one of ours."""
    content = json.loads(open_sealed(kept.sealed, context=_context(kept)))
    address = content["address"]
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return None
    return KeptAnswers(address, tuple((name, value) for name, value in content["fields"]))


def remember_person(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Note in a signed cookie who is here, to know whose form arrives after the session ended."""
    if _id_in_cookie(request) == str(person.public_id):
        return
    response.set_signed_cookie(
        COOKIE,
        str(person.public_id),
        salt=COOKIE_SALT,
        max_age=COOKIE_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def remembered_person(request: HttpRequest) -> User | None:
    """Who was here before the session ended, if they may still sign in."""
    expired: User | None = getattr(request, "expired_person", None)
    if expired is not None:
        return expired
    public_id = _id_in_cookie(request)
    return User.objects.filter(public_id=public_id, is_active=True).first() if public_id else None


def _id_in_cookie(request: HttpRequest) -> str | None:
    try:
        return request.get_signed_cookie(COOKIE, salt=COOKIE_SALT, max_age=COOKIE_SECONDS)
    except (KeyError, BadSignature):
        return None
