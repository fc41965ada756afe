"""Where Wagtail asks us: for the list of what forces say about their help."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.editing.own_force import OwnForcePolicy
from wellbeing.cms_force_help import ForceHelpViewSet
from wellbeing.models import ForceHelp

register_permission_policy(ForceHelp, OwnForcePolicy(ForceHelp))
register_snippet(ForceHelpViewSet)
