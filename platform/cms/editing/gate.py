"""Which address of the CMS the editors and approvers of a force reach, and with which pages in it.

Everything that is not named here is closed: an address that Wagtail adds one day stays so until
somebody has looked at what it shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# For nobody. Wagtail's acts on pages for programs publish, copy and revert without the form that
# asks what changed and looks for details of cases; nothing in the CMS itself uses them.
CLOSED = frozenset({"wagtailadmin_api:pages:action"})
# They name no page, or Wagtail asks its own rights of whatever they name; those end at the
# force's section and collection.
OPEN = frozenset(
    {
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        # Leads on to the force's own section.
        "wagtailadmin_explore_root",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        # cms.wagtail_hooks leaves in them what a force may link to.
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtaildocs:add",
        "wagtaildocs:edit",
        "wagtaildocs:delete",
        "wagtaildocs:document_usage",
        "wagtaildocs:add_multiple",
        "wagtaildocs:edit_multiple",
        "wagtaildocs:create_multiple_from_uploaded_document",
        "wagtaildocs:delete_multiple",
        "wagtaildocs:delete_upload_multiple",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:chosen",
        "wagtaildocs_chooser:create",
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages:add",
        "wagtailimages:edit",
        "wagtailimages:delete",
        "wagtailimages:image_usage",
        "wagtailimages:add_multiple",
        "wagtailimages:edit_multiple",
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_multiple",
        "wagtailimages:delete_upload_multiple",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:chosen",
        "wagtailimages_chooser:create",
    }
)
# Each names a page, by one of PAGE_ARGUMENTS, and opens for the force's own alone.
EXPLORING = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results"})
OF_OWN_PAGES = EXPLORING | frozenset(
    {
        *(
            f"wagtailadmin_pages:{name}"
            for name in (
                "add",
                "preview_on_add",
                "add_subpage",
                "edit",
                "preview_on_edit",
                "view_draft",
                "usage",
                "delete",
                "unpublish",
                "move",
                "move_confirm",
                "set_page_position",
                "workflow_action",
                "collect_workflow_action_data",
                "confirm_workflow_cancellation",
                "workflow_preview",
                "lock",
                "unlock",
                "revisions_index",
                "revisions_view",
                "revisions_revert",
                "revisions_unschedule",
                "revisions_compare",
                "workflow_history",
                "workflow_history_detail",
                "history",
                "history_results",
            )
        ),
    }
)
# Browsing while choosing a link: for what the person reads.
OF_READABLE_PAGES = frozenset({"wagtailadmin_choose_page_child"})
# What ends or moves a page; the force's section itself stays where it is.
NOT_OF_THE_SECTION = frozenset(
    f"wagtailadmin_pages:{name}" for name in ("delete", "unpublish", "move", "move_confirm")
)
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")


@dataclass(frozen=True)
class Asked:
    """An address as it was resolved: the name of its view, and the pages that it names."""

    name: str
    pages: frozenset[int]
    # The page that the address acts on, where moving names two.
    subject: int | None

    @property
    def is_closed(self) -> bool:
        """Whether it opens for nobody at all."""
        return self.name in CLOSED

    @property
    def is_listed(self) -> bool:
        """Whether there is any page for which it would open."""
        return self.name in OPEN | OF_OWN_PAGES | OF_READABLE_PAGES

    @property
    def ends_or_moves(self) -> bool:
        """Whether the page would be somewhere else afterwards, or nowhere."""
        return self.name in NOT_OF_THE_SECTION


def asked_of(name: str, arguments: Mapping[str, object]) -> Asked:
    """Return what the resolver's answer asks for."""
    if name not in OF_OWN_PAGES | OF_READABLE_PAGES:
        return Asked(name, frozenset(), None)
    named = {key: int(str(arguments[key])) for key in PAGE_ARGUMENTS if key in arguments}
    subject = named.get("page_id", named.get("page_to_move_id"))
    return Asked(name, frozenset(named.values()), subject)
