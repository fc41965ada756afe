"""Addresses of the content. Wagtail's own are left out: they know a password and a second sign-in.

Included last, because the page tree takes what nothing else has claimed.
"""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from cms import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("documents/<uuid:public_id>/<str:filename>", views.serve_document, name="cms_document"),
    path("images/<uuid:public_id>/", views.serve_image, name="cms_image"),
    re_path(serve_pattern, views.serve_page, name="wagtail_serve"),
]
