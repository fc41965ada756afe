"""Addresses of the portal: the public pages, and the style guide where the demo runs."""

from django.conf import settings
from django.urls import path

from portal import dashboard, health, papers, trend_notes, trends, views

app_name = "portal"

urlpatterns = [
    path("", views.start, name="start"),
    path("home/", dashboard.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("house-rules/", views.house_rules, name="house_rules"),
    path("who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("privacy/papers/", papers.index, name="papers"),
    path("privacy/papers/impact-assessment/", papers.impact, name="paper_impact"),
    path("privacy/papers/record-of-processing/", papers.processing, name="paper_processing"),
    path("privacy/papers/retention/", papers.retention, name="paper_retention"),
    path("privacy/papers/threat-model/", papers.threats, name="paper_threats"),
    path("wellbeing/how-we-know/", trends.how_we_know, name="how_we_know"),
    path("wellbeing/trends/", trends.trends, name="trends"),
    # Before the places, because the address of a region or force is its name alone.
    path("wellbeing/trends/guide/", trends.guide, name="trends_guide"),
    path("wellbeing/trends/<slug:slug>/", trends.trend, name="trend"),
    path("wellbeing/trends/<slug:slug>/figures.csv", trends.figures, name="trend_figures"),
    path(
        "wellbeing/trends/<slug:slug>/notes/annotation/",
        trend_notes.add_annotation,
        name="add_annotation",
    ),
    path(
        "wellbeing/trends/<slug:slug>/notes/heard-and-did/",
        trend_notes.add_heard_and_did,
        name="add_heard_and_did",
    ),
    path(
        "wellbeing/trends/<slug:slug>/notes/<uuid:public_id>/withdraw/",
        trend_notes.withdraw,
        name="withdraw_trend_note",
    ),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

if settings.DEMO:
    urlpatterns += [path("styleguide/", views.styleguide, name="styleguide")]
