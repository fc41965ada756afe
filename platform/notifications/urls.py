"""Addresses of a person's notifications and of their choices about them."""

from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.notification_list, name="list"),
    path("preferences/", views.preferences, name="preferences"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("<uuid:public_id>/", views.open_notification, name="open"),
    path("<uuid:public_id>/read/", views.mark_read, name="mark_read"),
]
