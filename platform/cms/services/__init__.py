"""What the content platform does, one file a flow."""

from cms.services.site_tree import ensure_site_tree

__all__ = ["ensure_site_tree"]
