"""Addresses about a person's own data, and about how long things are kept."""

from django.urls import path

from privacy.views import consent, my_data, oversight, retention

app_name = "privacy"

urlpatterns = [
    path("my/data/", my_data.overview, name="my_data"),
    path("my/data/copy/", my_data.ask_copy, name="ask_copy"),
    path("my/data/copy/<uuid:public_id>/", my_data.download_copy, name="download_copy"),
    path("my/data/erasure/", my_data.erasure, name="erasure"),
    path("my/data/erasure/withdraw/", my_data.withdraw, name="withdraw_erasure"),
    path("privacy/consent/", consent.texts, name="consents"),
    path("privacy/consent/<slug:slug>/", consent.text, name="consent"),
    path("privacy/retention/", retention.table, name="retention"),
    path("privacy/retention/<str:code>/", retention.change, name="change_retention"),
    path("privacy/requests/", oversight.copies, name="requests"),
    path("privacy/requests/erasure/", oversight.erasures, name="erasure_requests"),
]
