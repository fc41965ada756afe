"""What is kept about a person who asked: on a page, and as a file to take away."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from peer_support.selectors.own_export import own_export
from peer_support.views.private import peer_support_page


@peer_support_page
@require_safe
def my_data(request: SignedInRequest) -> HttpResponse:
    """All of it to look at."""
    return render(request, "peer_support/asking/my_data.html", {"kept": own_export(request.user)})


@peer_support_page
@recent_sign_in_required
@require_safe
def my_data_file(request: SignedInRequest) -> HttpResponse:
    """The same as a file."""
    document = own_export(request.user)
    text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-requests.json"'
    return response
