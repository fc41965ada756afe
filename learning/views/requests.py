"""A request of somebody who has signed in, for the views and for the types."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """Every page of learning needs signing in; the middleware sees to it."""

    user: User
