"""What pages and other packages read of the content, never more than the reader may see."""

from cms.selectors.pages import (
    Visitor,
    children_visible_to,
    forces_edited_by,
    forces_written_for,
    is_file_shown_to,
    national_content_roles,
    page_tree_url,
    pages_visible_to,
    people_who_keep_content,
    people_who_write_for,
    reader_in_post,
    reader_of,
    recently_changed_guidance,
    section_at,
)

__all__ = [
    "Visitor",
    "children_visible_to",
    "forces_edited_by",
    "forces_written_for",
    "is_file_shown_to",
    "national_content_roles",
    "page_tree_url",
    "pages_visible_to",
    "people_who_keep_content",
    "people_who_write_for",
    "reader_in_post",
    "reader_of",
    "recently_changed_guidance",
    "section_at",
]
