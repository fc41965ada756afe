"""Tells Django about the audit package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
