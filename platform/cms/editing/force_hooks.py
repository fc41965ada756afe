"""Where Wagtail asks us about the editors of forces: choosers, menu, and moving pages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from accounts.models import User
from cms.models import BasePage, ForcePanel
from cms.policies import may_roam_cms, may_write_national_content, writes_for_a_force
from cms.selectors.forces import pages_to_link_to

# The tree of the side bar is asked of addresses that are closed to forces.
NATIONAL_MENU = frozenset({"explorer", "settings", "help"})


# Wagtail passes any queryset of pages; it has no types.
@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator] # see above
def offer_what_a_force_may_link_to(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Leave out of the choosers what the person could not read on the site."""
    user = request.user
    if may_roam_cms(user):
        return pages
    if not isinstance(user, User):
        return pages.none()
    return pages.filter(pk__in=pages_to_link_to(user).values_list("pk", flat=True))


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator] # as above
def show_forces_their_own_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what would answer that it is not theirs."""
    if not may_roam_cms(request.user):
        items[:] = [item for item in items if item.name not in NATIONAL_MENU]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator] # as above
def show_forces_the_reports_that_open(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave the reports that are open to forces; Wagtail's own are about the whole tree."""
    if not may_roam_cms(request.user):
        home, places = reverse("wagtailadmin_home"), tuple(settings.CMS_PLACES_OF_FORCES)
        items[:] = [item for item in items if item.url.removeprefix(home).startswith(places)]


# Wagtail's own panels; what a package adds to the first page says itself that it is for forces.
@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator] # as above
def keep_the_first_page_to_what_is_theirs(request: HttpRequest, panels: list[Any]) -> None:
    """Leave what waits for a reviewer's answer.

    The others list what a person once wrote or locked, also for a force that they have left.
    """
    if not may_roam_cms(request.user):
        panels[:] = [
            panel
            for panel in panels
            if isinstance(panel, WorkflowObjectsToModeratePanel)
            or getattr(panel, "is_for_forces", False)
        ]


class OwnPagesMenuItem(MenuItem):
    """Leads to the section of the person's force."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To those of a force; the others have the whole tree."""
        return writes_for_a_force(request.user) and not may_roam_cms(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # as above
def lead_to_own_pages() -> MenuItem:
    """The way to what the force writes."""
    return OwnPagesMenuItem(
        gettext_lazy("Our pages"),
        reverse("wagtailadmin_explore_root"),
        name="our-pages",
        icon_name="folder-open-inverse",
        order=90,
    )


# What Wagtail hands to the buttons of a form.
@hooks.register("construct_snippet_action_menu")  # type: ignore[untyped-decorator] # as above
def let_a_force_publish_its_panels(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Offer what the views allow: Wagtail asks its groups, where a force has no such right."""
    if context["model"] is not ForcePanel or not writes_for_a_force(request.user):
        return
    theirs = [PublishMenuItem(order=30)]
    if context["view"] == "edit" and context["instance"].live:
        theirs.append(UnpublishMenuItem(order=20))
    offered = {item.name for item in items}
    items += [item for item in theirs if item.name not in offered]
    items.sort(key=lambda item: item.order)


class OffersMenuItem(MenuItem):
    """Leads to the practice that forces offer."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To those who offer, and to those who answer."""
        return writes_for_a_force(request.user) or may_write_national_content(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # as above
def lead_to_offers() -> MenuItem:
    """Offers are written and answered on the site, where they are read."""
    return OffersMenuItem(
        gettext_lazy("Practice offers"),
        reverse("practice_offers"),
        name="practice-offers",
        icon_name="pick",
        order=460,
    )


@hooks.register("before_move_page")  # type: ignore[untyped-decorator] # as above
def keep_pages_with_their_force(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Refuse to move a page to another force, to the nation or from it: its readers would change.

    The nation takes up what a force has written by adopting an offer of practice.
    """
    if _force_of(page) == _force_of(destination):
        return None
    messages.error(
        request, _("This page cannot be moved there: it would become a page of somebody else.")
    )
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_copy_page")  # type: ignore[untyped-decorator] # as above
def copy_no_local_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse: the copy would be local too, and stand where its own force could not edit it."""
    if _force_of(page) is None:
        return None
    messages.error(request, _("A local page of a force cannot be copied."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator] # as above
def move_no_page_of_a_force_with_others(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse what moves several pages at once across the border of a force."""
    if action_type != "move":
        return None
    target = action.cleaned_form.cleaned_data.get("chooser") if action.cleaned_form else None
    if target is None or all(_force_of(page) == _force_of(target) for page in objects):
        return None
    messages.error(
        request, _("These pages cannot be moved there: they would become somebody else’s.")
    )
    return redirect("wagtailadmin_explore", target.pk)


def _force_of(page: Page) -> int | None:
    rows = BasePage.objects.filter(pk=page.pk)
    force: int | None = rows.values_list("force", flat=True).first()
    return force
