"""Addresses of the portal: the public pages, and the style guide where the demo runs."""

from django.conf import settings
from django.urls import path

from portal import views

app_name = "portal"

urlpatterns = [
    path("", views.start, name="start"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("support/", views.support, name="support"),
]

if settings.DEMO:
    urlpatterns += [path("styleguide/", views.styleguide, name="styleguide")]
