"""The lists and forms that the packages add to the CMS, as they are registered there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse
from wagtail import hooks
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User

# Who keeps something in the CMS: the first who may do anything with a list walks it.
KEEPERS = ("editor", "forceeditor", "approver", "admin")
# What a script puts into a page is no page of its own.
PARTS = frozenset({"list_results", "history_results", "preview_on_add", "preview_on_edit"})
# Which right a page needs; to people without it Wagtail does not show the page.
RIGHTS = {
    "add": "add",
    "edit": "change",
    "usage": "change",
    "history": "change",
    "delete": "delete",
    "delete_several": "delete",
}


@dataclass(frozen=True)
class Screen:
    """A page of a list: what it is for, and its address."""

    name: str
    address: str


def own_viewsets() -> dict[str, SnippetViewSet]:
    """Every list that one of our packages registers, by the name of its model."""
    hooks.search_for_hooks()
    found = {model._meta.label_lower: model.snippet_viewset for model in get_snippet_models()}
    return {name: found[name] for name in sorted(found) if not _is_wagtails(found[name])}


def _is_wagtails(viewset: SnippetViewSet) -> bool:
    return type(viewset).__module__.startswith("wagtail.")


def keeper_of(viewset: SnippetViewSet) -> User:
    """Somebody of the demo to whom the list is open."""
    people = [get_user_model().objects.get(email=f"{name}@demo.example") for name in KEEPERS]
    acts, policy = ("add", "change", "delete", "view"), viewset.permission_policy
    return next(one for one in people if policy.user_has_any_permission(one, acts))


def first_row(viewset: SnippetViewSet, keeper: User) -> Model | None:
    """What stands first on the person's list, if anything does."""
    request = RequestFactory().get("/")
    request.user = keeper
    rows = viewset.get_queryset(request)
    found: Model | None = (viewset.model._default_manager if rows is None else rows).first()
    return found


def screens_of(viewset: SnippetViewSet, keeper: User, row: Model) -> Iterator[Screen]:
    """Every page that the list has for this person and this row."""
    for screen in _all_screens(viewset, row):
        right = RIGHTS.get(screen.name)
        if right is None or viewset.permission_policy.user_has_permission(keeper, right):
            yield screen


def _all_screens(viewset: SnippetViewSet, row: Model) -> Iterator[Screen]:
    arguments = _arguments(row)
    for pattern in viewset.get_urlpatterns():
        if pattern.name not in PARTS:
            wanted = {name: arguments[name] for name in pattern.pattern.regex.groupindex}
            yield Screen(pattern.name, reverse(viewset.get_url_name(pattern.name), kwargs=wanted))
    meta = row._meta
    several = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])
    yield Screen("delete_several", f"{several}?id={row.pk}")


def _arguments(row: Any) -> dict[str, Any]:  # a row of whichever model
    found = {"pk": row.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}
    if hasattr(row, "latest_revision_id"):
        found["revision_id"] = row.latest_revision_id
    return found
