"""Pages about the tree: what there is, what happened to it, and forms that change it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from organisation.access import visible_place
from organisation.forms.places import CloseForm, NameForm, TargetForm
from organisation.listings import forces_by_region, history_of, places_of
from organisation.models import ForceProfile, Node, NodeKind
from organisation.policies import may_add_place_below, may_change_place, may_see_places
from organisation.presentation import change_events, force_facts
from organisation.querysets import NodeQuerySet
from organisation.selectors import administered_force
from organisation.services.tree import (
    add_place,
    close_place,
    merge_place,
    move_place,
    rename_place,
)
from organisation.tree_shape import kind_below

MERGED_KINDS = frozenset({NodeKind.UNIT, NodeKind.TEAM})


@require_safe
def places(request: SignedInRequest) -> HttpResponse:
    """The units and teams of one's own force, or the forces for the national team."""
    user = request.user
    if not may_see_places(user):
        raise PermissionDenied
    force = administered_force(user)
    if force is None:
        return render(request, "organisation/forces.html", {"places": forces_by_region()})
    context = {"force": force, "places": places_of(force, timezone.localdate())}
    return render(request, "organisation/places.html", context)


@require_safe
def place(request: SignedInRequest, slug: str) -> HttpResponse:
    """One place with its history and what may be done with it."""
    user = request.user
    node = visible_place(user, slug)
    below = kind_below(node.kind)
    is_open = node.closed_on is None
    may_change_below = may_add_place_below(user, node)
    context = {
        "place": node,
        "parent": node.get_parent(),
        "children": list(node.get_children().still_open()),
        # The national team keeps forces, and the force its own units.
        "links_below": node.kind != NodeKind.FORCE or may_change_below,
        "history": change_events(history_of(node)),
        "profile_rows": force_facts(ForceProfile.objects.filter(node=node).first()),
        "may_change": is_open and may_change_place(user, node),
        "may_move": node.kind not in {NodeKind.NATION, NodeKind.REGION},
        "may_merge": node.kind in MERGED_KINDS,
        "kind_below": below.label if below and is_open and may_change_below else "",
    }
    return render(request, "organisation/place.html", context)


def add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a place below another."""
    user = request.user
    parent = visible_place(user, slug)
    kind = kind_below(parent.kind)
    if kind is None or not may_add_place_below(user, parent):
        raise PermissionDenied
    form = NameForm(request.POST or None)
    page = FormPage(
        heading=_("Add a place: %(kind)s") % {"kind": kind.label.lower()},
        caption=parent.name,
        submit=_("Add"),
        back=_address(parent),
        done=_("The place has been added."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: add_place(
            parent=parent, name=form.cleaned_data["name"], opened_on=form.day, actor=user
        ),
    )


def rename(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give a place another name."""
    user, node = request.user, _changeable(request, slug)
    form = NameForm(request.POST or None, initial={"name": node.name})
    page = FormPage(
        heading=_("Rename"),
        caption=node.name,
        submit=_("Save the new name"),
        back=_address(node),
        done=_("The place has a new name."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: rename_place(
            node=node, name=form.cleaned_data["name"], effective_on=form.day, actor=user
        ),
    )


def move(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a place under another parent."""
    user, node = request.user, _changeable(request, slug)
    form = TargetForm(request.POST or None, label=_("Move it to"), targets=_possible_parents(node))
    page = FormPage(
        heading=_("Move"),
        caption=node.name,
        lead=_("Its people, and the places below it, move with it."),
        submit=_("Move"),
        back=_address(node),
        done=_("The place has been moved."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: move_place(
            node=node, parent=form.cleaned_data["target"], effective_on=form.day, actor=user
        ),
    )


def merge(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let another place take over."""
    user, node = request.user, _changeable(request, slug)
    if node.kind not in MERGED_KINDS:
        raise PermissionDenied
    form = TargetForm(request.POST or None, label=_("Merge it into"), targets=_beside(node))
    page = FormPage(
        heading=_("Merge"),
        caption=node.name,
        lead=_("Its people, and the places below it, go to the other place. It closes."),
        warning=_("Roles over this place end. Give them again over the other place where needed."),
        submit=_("Merge"),
        back=_address(node),
        done=_("The place has been merged."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: merge_place(
            node=node, into=form.cleaned_data["target"], effective_on=form.day, actor=user
        ),
    )


def close(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close an empty place."""
    user, node = request.user, _changeable(request, slug)
    form = CloseForm(request.POST or None)
    page = FormPage(
        heading=_("Close"),
        caption=node.name,
        lead=_("Only a place without people can be closed. Its history stays."),
        warning=_("A closed place cannot be opened again, and roles over it end."),
        submit=_("Close this place"),
        back=_address(node),
        done=_("The place is closed."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: close_place(node=node, effective_on=form.day, actor=user),
    )


def organisation(request: SignedInRequest) -> HttpResponse:
    """The front door of the package: the places."""
    return redirect("organisation:places")


def _changeable(request: SignedInRequest, slug: str) -> Node:
    user = request.user
    node = visible_place(user, slug)
    if node.closed_on is not None or not may_change_place(user, node):
        raise PermissionDenied
    return node


def _address(node: Node) -> str:
    return reverse("organisation:place", args=[node.slug])


def _possible_parents(node: Node) -> NodeQuerySet:
    """The open places of the parent's kind, within the force for units and teams."""
    parent = node.get_parent()
    found = Node.objects.still_open().filter(kind=parent.kind).exclude(pk=parent.pk)
    return _within_force(found, node)


def _beside(node: Node) -> NodeQuerySet:
    return _within_force(Node.objects.still_open().filter(kind=node.kind).exclude(pk=node.pk), node)


def _within_force(found: NodeQuerySet, node: Node) -> NodeQuerySet:
    if node.kind not in MERGED_KINDS:
        return found
    force = Node.objects.above(node.path).get(kind=NodeKind.FORCE)
    return found.within(force)
