"""Who needs a second factor, who has one, and whether this session was opened with it."""

from functools import cache
from typing import Protocol

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.models import User

PROVED = "accounts_second_factor"
SKIPPED = "accounts_second_factor_skipped"
# Recovery codes only stand in for one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Policy(Protocol):
    """Says whether a person's role asks for a second factor."""

    def __call__(self, user: User) -> bool: ...


@cache
def _policy() -> Policy:
    policy: Policy = import_string(settings.SECOND_FACTOR_POLICY)
    return policy


def role_asks_for_it(person: User) -> bool:
    """Whether the person's role asks for a second factor, whatever the settings enforce."""
    return _policy()(person)


def factors_of(person: User) -> frozenset[str]:
    """The kinds of second factor that are set up: an authenticator app, a passkey, or both."""
    found = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS)
    return frozenset(found.values_list("type", flat=True))


def mark_proved(request: HttpRequest, person: User) -> None:
    """Note that the person used their second factor in this session."""
    request.session[PROVED] = str(person.public_id)


def is_proved(request: HttpRequest, person: User) -> bool:
    """Whether the person used their second factor in this session."""
    return request.session.get(PROVED) == str(person.public_id)
