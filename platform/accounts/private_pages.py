"""The mark of a page that must leave no trace of who looked at it or what they sent."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from accounts.kept_forms import never_kept
from accounts.signed_in import SignedInRequest
from core.http.request_log import unlogged

Rest = ParamSpec("Rest")
View = Callable[Concatenate[SignedInRequest, Rest], HttpResponse]


# What wraps another view is typed as the wrapper, not as a view: it is a view all the same.
def private_page(view: "Callable[..., HttpResponse]") -> Any:
    """Let a view leave no trace.

    No log line says who looked, no form is kept when a session ends, no report of a failure
    repeats what was sent. Headers and caches are settled for the whole site (core.http.headers).
    """
    hidden: Any = sensitive_post_parameters()(view)  # Django gives its decorator no type
    return unlogged(never_kept(hidden))
