"""The address of search."""

from django.urls import path

from cms.views import searching

PATTERNS = [path("search/", searching.search, name="search")]
