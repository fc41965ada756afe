"""Pages that do what must never reach the log."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as real_urls


@csrf_exempt
@login_not_required
def fail(request: HttpRequest, word: str) -> HttpResponse:
    """Raise with everything that was sent, twice over."""
    sent = f"{word} {request.GET.get('q')} {request.POST.get('box')} {request.headers}"
    try:
        raise LookupError(sent)
    except LookupError as error:
        raise RuntimeError(f"again {sent}") from error


@login_not_required
def careless(request: HttpRequest, word: str) -> HttpResponse:
    """Log in every careless way there is."""
    for name in ("learning.views", "somebody.else"):
        logger = logging.getLogger(name)
        logger.warning("saw %s", word)
        logger.warning(f"saw {word}")
        logger.warning(word.lower())
        logger.warning("saw", extra={"route": [word], "user": word, "status": word})
    return HttpResponse("done")


urlpatterns = [
    path("fail/<str:word>/", fail),
    path("careless/<str:word>/", careless),
    *real_urls,
]
