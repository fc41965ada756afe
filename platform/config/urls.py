"""Every address of the site; Wagtail's page tree takes what nothing else has claimed."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("notifications/", include("notifications.urls")),
    path("", include("portal.urls")),
    path("", include(wagtail_urls)),
]
