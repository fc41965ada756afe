"""The request of a person who is signed in, for the types of views."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What views get, because everything needs signing in unless it says otherwise."""

    user: User
