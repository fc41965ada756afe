"""The directory of support services."""

from django.urls import path

from cms.views import directory

PATTERNS = [path("support/", directory.support, name="support")]
