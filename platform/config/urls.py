"""Every address of the site; Wagtail's page tree takes what nothing else has claimed."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from accounts.leaving import come_back, go_away, leave

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    # Wagtail's own doors would let people past the second factor, so they are never reached.
    path("cms/", include("accounts.cms_doors")),
    path("organisation/", include("organisation.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("notifications/", include("notifications.urls")),
    path("audit/", include("audit.urls")),
    path("exit/", leave, name="exit"),
    path("exit/away/", go_away, name="exit_away"),
    path("exit/return/", come_back, name="exit_return"),
    path("", include("privacy.urls")),
    path("", include("portal.urls")),
    path("wellbeing/", include("wellbeing.urls")),
    path("peer-support/", include("peer_support.urls")),
    path("", include("learning.urls")),
    path("", include("cms.urls")),
]

handler500 = "accounts.failed_saves.server_error"
