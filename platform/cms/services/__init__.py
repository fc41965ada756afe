"""What the content platform does, one file a flow."""

from cms.services.cms_rights import sync_cms_rights, sync_everyone_with_cms_rights
from cms.services.site_tree import GUIDANCE_SLUG, LEARNING_SLUG, ensure_site_tree

__all__ = [
    "GUIDANCE_SLUG",
    "LEARNING_SLUG",
    "ensure_site_tree",
    "sync_cms_rights",
    "sync_everyone_with_cms_rights",
]
