"""A module's overview and its sections, one a page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.signed_in import SignedInRequest
from cms.selectors import section_at
from cms.selectors.force_panels import panels_inside
from learning.access import as_uuid, get_module, get_section
from learning.exceptions import SectionGoneError
from learning.forms import PillarForm
from learning.models import Completion, ModulePage
from learning.outline import Outline, SectionEntry
from learning.selectors import catalogue as find_modules
from learning.selectors import latest_completion, module_outline, section_body
from learning.selectors.changes import changes_after
from learning.selectors.quiz import open_attempt
from learning.selectors.record import due_item_of, reopened_item_of
from learning.services import record_visit, save_section
from learning.views.gone import say_nothing_is_owed
from notifications.selectors import was_told


@require_safe
def catalogue(request: SignedInRequest) -> HttpResponse:
    """Every module that the person may read, by pillar if they like."""
    form = PillarForm(request.GET)
    pillar = form.pillar
    # What its editors say of the section; to somebody who may not read it, it is not there.
    section = section_at(request.user, "learning")
    context = {
        "form": form,
        "entries": find_modules(request.user, timezone.localdate(), pillar),
        "section": section,
        "version": section.latest_version if section else None,
    }
    return render(request, "learning/catalogue.html", context)


@require_safe
def show_module(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the module is about, its contents, and where to start or go on."""
    try:
        module = get_module(request.user, slug, whole=True)
    except Http404:
        if was_told(request.user, request.path):
            return say_nothing_is_owed(request, "learning/no_longer_required.html")
        raise
    completion = latest_completion(module, request.user)
    context = {
        "module": module,
        "page": module,
        "force_panels": panels_inside(request.user, module),
        "module_url": module.get_absolute_url(),
        "outline": module_outline(module, request.user),
        **_standing(module, request.user, completion),
        "attempt": open_attempt(module, request.user),
        "has_quiz": bool(module.quiz),
    }
    return render(request, "learning/module.html", context)


def _standing(module: ModulePage, person: User, completion: Completion | None) -> dict[str, object]:
    """Whether it is done, due, or due again because it changed since; with what changed."""
    today = timezone.localdate()
    if completion is None:
        return {"completion": None, "due": due_item_of(module, person, today), "changes": ()}
    return {
        "completion": completion,
        "due": reopened_item_of(module, person, today),
        "changes": changes_after([completion], person)[completion.pk],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def show_section(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One section to read; saving it leads to the next."""
    module = get_module(request.user, slug)
    if request.method == "POST":
        return _save(request, module)
    outline = module_outline(module, request.user)
    entry = get_section(outline, number)
    if entry.key != outline.current:
        record_visit(person=request.user, module=module, key=entry.key, now=timezone.now())
    panels = {"force_panels": panels_inside(request.user, module)}
    context = _section_context(module, outline, entry) | panels
    return render(request, "learning/section.html", context)


def _section_context(
    module: ModulePage, outline: Outline, entry: SectionEntry
) -> dict[str, object]:
    return {
        "module": module,
        "module_url": module.get_absolute_url(),
        "outline": outline,
        "entry": entry,
        "section": section_body(module, entry.key),
        "previous": outline.by_number(entry.number - 1),
        "may_skip": bool(entry.content_note or module.content_note) and not entry.seen,
        "is_last": entry.number == len(outline.sections),
    }


def _save(request: SignedInRequest, module: ModulePage) -> HttpResponse:
    # The form names the section by its key: the number may have changed since it was opened.
    key = as_uuid(request.POST.get("key", ""))
    try:
        following = _save_key(request.user, module, key)
    except SectionGoneError as error:
        messages.warning(request, str(error))
        return redirect("learning:resume", slug=module.slug)
    if following is None:
        return redirect("learning:quiz", slug=module.slug)
    return redirect("learning:section", slug=module.slug, number=following)


def _save_key(person: User, module: ModulePage, key: UUID | None) -> int | None:
    if key is None:
        raise SectionGoneError(_("We could not tell which section this was. Please go on."))
    return save_section(person=person, module=module, key=key, now=timezone.now())


@require_safe
def resume(request: SignedInRequest, slug: str) -> HttpResponse:
    """Lead to the very section the person was at, to the quiz, or to the overview."""
    module = get_module(request.user, slug)
    outline = module_outline(module, request.user)
    entry = outline.resume_at
    if entry is None:
        return redirect("learning:quiz", slug=slug)
    return redirect("learning:section", slug=slug, number=entry.number)
