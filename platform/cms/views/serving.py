"""Serves pages, pictures and documents. Each asks one rule who is looking."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_file
from wagtail.views import serve as serve_route

from cms.models import CustomDocument, CustomImage, CustomRendition, SectionIndexPage
from cms.policies import may_roam_cms
from cms.selectors import Visitor, is_file_shown_to
from cms.selectors.force_panels import is_file_in_panel_for
from cms.selectors.forces import is_file_of_own

# Below the root and home.
SECTION_DEPTH = 3


@login_not_required
def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page of the tree: who may read it is asked in wagtail_hooks, for each page."""
    try:
        response: HttpResponseBase = serve_route(request, path)
    except Http404:
        # To someone unknown, a missing page and one that is not for them are the same:
        # inside a section that needs signing in, both ask to sign in.
        if request.user.is_anonymous and _is_inside_a_private_section(path):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        raise
    return response


def _is_inside_a_private_section(path: str) -> bool:
    section = path.split("/", 1)[0]
    sections = SectionIndexPage.objects.live().filter(depth=SECTION_DEPTH, is_public=False)
    return bool(section) and bool(sections.filter(slug=section).exists())


@login_not_required
@require_safe
def serve_document(request: HttpRequest, public_id: UUID, filename: str) -> HttpResponseBase:
    """A document, to those who may read a page that uses it."""
    document = CustomDocument.objects.filter(public_id=public_id).first()
    if document is None or not _may_see(request.user, document):
        return _refuse(request)
    response: HttpResponseBase = serve_file(request, str(document.pk), filename)
    return response


@login_not_required
@require_safe
def serve_image(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """One size of a picture, to those who may read a page that uses it."""
    renditions = CustomRendition.objects.select_related("image")
    rendition = renditions.filter(public_id=public_id).first()
    if rendition is None or not _may_see(request.user, rendition.image):
        return _refuse(request)
    response = FileResponse(rendition.file.open("rb"))
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_see(user: Visitor, file: CustomImage | CustomDocument) -> bool:
    return (
        may_roam_cms(user)
        or is_file_shown_to(user, file)
        or is_file_of_own(user, file)
        or is_file_in_panel_for(user, file)
    )


def _refuse(request: HttpRequest) -> HttpResponse:
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    raise Http404
