"""Tells Django about the learning package."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"
