"""Where a notice leads once what it was about is no longer there, or no longer for its reader."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.signed_in import SignedInRequest


def say_nothing_is_owed(request: SignedInRequest, template: str) -> HttpResponse:
    """To those who were told of it; it says no more of it than that it was there."""
    return render(request, template, status=404)
