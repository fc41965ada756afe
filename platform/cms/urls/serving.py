"""Addresses of files and of the page tree."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from cms.views import serving

PATTERNS = [
    path("documents/<uuid:public_id>/<str:filename>", serving.serve_document, name="cms_document"),
    path("images/<uuid:public_id>/", serving.serve_image, name="cms_image"),
    re_path(serve_pattern, serving.serve_page, name="wagtail_serve"),
]
