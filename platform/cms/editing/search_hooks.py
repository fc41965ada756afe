"""Where Wagtail asks us about search: the lists of names, and the report of what was not found."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.editing.search import (
    REPORT_URLS,
    SynonymGroupViewSet,
    SynonymPolicy,
    record_removal_of_several,
    report_menu_item,
)
from cms.models import SynonymGroup

register_permission_policy(SynonymGroup, SynonymPolicy(SynonymGroup))
register_snippet(SynonymGroupViewSet)
hooks.register("register_reports_menu_item", report_menu_item)
hooks.register("register_admin_urls", lambda: REPORT_URLS)
hooks.register("before_bulk_action", record_removal_of_several)
