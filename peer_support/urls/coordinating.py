"""Addresses of peer support: coordinating."""

from django.urls import URLPattern, path

from peer_support.views import coordination, coordination_figures

PATTERNS: list[URLPattern] = [
    path("coordination/", coordination.coordination, name="coordination"),
    path("coordination/preview/", coordination.preview, name="coordination_preview"),
    path("coordination/forecast/", coordination_figures.forecast, name="coordination_forecast"),
    path(
        "coordination/statistics/",
        coordination_figures.statistics,
        name="coordination_statistics",
    ),
    path(
        "coordination/statistics.csv",
        coordination_figures.statistics_csv,
        name="coordination_statistics_csv",
    ),
]
