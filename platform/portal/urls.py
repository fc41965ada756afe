"""Addresses of the portal: the public pages, and the style guide where the demo runs."""

from django.conf import settings
from django.urls import path

from portal import dashboard, health, views

app_name = "portal"

urlpatterns = [
    path("", views.start, name="start"),
    path("home/", dashboard.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("support/", views.support, name="support"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

if settings.DEMO:
    urlpatterns += [path("styleguide/", views.styleguide, name="styleguide")]
