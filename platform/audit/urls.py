"""Addresses of the audit log."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [
    path("", views.log, name="log"),
    path("export/", views.export, name="export"),
    path("person/", views.find_person, name="find_person"),
]
