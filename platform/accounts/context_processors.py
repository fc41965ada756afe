"""What every page may need to know of the account."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.second_factor import SKIPPED, is_proved, role_asks_for_it


def second_factor(request: HttpRequest) -> dict[str, object]:
    """Whether to show the demo's reminder; asked only by a template that shows it."""
    return {"second_factor_reminder": SimpleLazyObject(lambda: _needs_reminder(request))}


def _needs_reminder(request: HttpRequest) -> bool:
    # An error page may be drawn for a request that never met the session.
    user = getattr(request, "user", None)
    if settings.SECOND_FACTOR_REQUIRED or user is None or not user.is_authenticated:
        return False
    if request.path.startswith("/accounts/"):
        return False  # these pages say it themselves
    if request.session.get(SKIPPED) or is_proved(request, user):
        return False
    return role_asks_for_it(user)
