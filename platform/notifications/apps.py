"""Tells Django about the notifications package."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
