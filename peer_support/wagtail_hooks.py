"""Where Wagtail asks us: for the list of what forces say about their peer support."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.editing.own_force import OwnForcePolicy
from peer_support.cms_force_page import ForcePageViewSet
from peer_support.models import ForcePeerSupport

register_permission_policy(ForcePeerSupport, OwnForcePolicy(ForcePeerSupport))
register_snippet(ForcePageViewSet)
