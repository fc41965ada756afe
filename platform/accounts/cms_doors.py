"""Wagtail's own ways to sign in and out and to set a password, all led to ours."""

from allauth.account.views import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils.http import urlencode


@login_not_required
def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The one sign-in page, coming back to where the person was going."""
    onward = request.GET.get("next") or reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")


@login_not_required
def to_password_reset(request: HttpRequest, rest: str = "") -> HttpResponseRedirect:
    """The one way to a new password."""
    return HttpResponseRedirect(reverse("account_reset_password"))


urlpatterns = [
    path("login/", to_sign_in, name="wagtailadmin_login"),
    path("logout/", logout, name="wagtailadmin_logout"),
    re_path(
        r"^password_reset/(?P<rest>.*)$", to_password_reset, name="wagtailadmin_password_reset"
    ),
]
