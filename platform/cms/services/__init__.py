"""What the content platform does, one file a flow."""

from cms.services.cms_rights import sync_cms_rights, sync_everyone_with_cms_rights
from cms.services.search_index import forget_old_changes, forget_unused_words, mend_index
from cms.services.site_tree import GUIDANCE_SLUG, LEARNING_SLUG, ensure_site_tree
from cms.services.support_services import ensure_support_services, tell_of_services_to_check
from cms.services.versions import record_version

__all__ = [
    "GUIDANCE_SLUG",
    "LEARNING_SLUG",
    "ensure_site_tree",
    "ensure_support_services",
    "forget_old_changes",
    "forget_unused_words",
    "mend_index",
    "record_version",
    "sync_cms_rights",
    "sync_everyone_with_cms_rights",
    "tell_of_services_to_check",
]
