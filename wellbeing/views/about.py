"""What there is to know before one answers: the questions, and who sees what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from wellbeing.instruments.registry import available_instruments
from wellbeing.views.own_page import own_page


@own_page
@require_safe
def instruments(request: SignedInRequest) -> HttpResponse:
    """Which questions there are, why each is asked, who wrote them and on what terms."""
    context = {"instruments": list(available_instruments().values())}
    return render(request, "wellbeing/instruments.html", context)


@own_page
@require_safe
def who_sees(request: SignedInRequest) -> HttpResponse:
    """Who sees what, in plain words."""
    return render(request, "wellbeing/who_sees.html")
