"""Tells Django about the organisation package."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
