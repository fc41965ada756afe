"""The data-protection papers: pages that anybody may read, made from the code where possible."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.processing import record_of_processing
from portal.threats import ASSETS, THREATS
from privacy.selectors import retention_items


@dataclass(frozen=True)
class Paper:
    """One of the papers: the name of its address, its title and what it is for."""

    name: str
    title: "str | Promise"
    about: "str | Promise"


PAPERS = (
    Paper(
        "portal:paper_impact",
        _("Impact assessment"),
        _("Filled in as far as the software decides it. What your force must fill in is marked."),
    ),
    Paper(
        "portal:paper_processing",
        _("Record of processing"),
        _("What is held about whom, why, who sees it and for how long. Made from the software."),
    ),
    Paper(
        "portal:paper_retention",
        _("Retention table"),
        _("How long each thing is kept here today. Made from the rules that the software follows."),
    ),
    Paper(
        "portal:paper_threats",
        _("Threat model"),
        _("Who might want to know, what stops them, and what does not."),
    ),
)


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of the papers."""
    return render(request, "portal/papers/index.html", {"papers": PAPERS})


@login_not_required
@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """The assessment, with what the force still has to say marked."""
    return render(request, "portal/papers/impact.html", {"activities": record_of_processing()})


@login_not_required
@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """The record, one card an activity."""
    return render(request, "portal/papers/processing.html", {"activities": record_of_processing()})


@login_not_required
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Every rule, with the length in force and the one that the software brings."""
    return render(request, "portal/papers/retention.html", {"items": retention_items()})


@login_not_required
@require_safe
def threats(request: HttpRequest) -> HttpResponse:
    """Each adversary, what stops them and what remains."""
    context = {"assets": ASSETS, "threats": THREATS}
    return render(request, "portal/papers/threats.html", context)
