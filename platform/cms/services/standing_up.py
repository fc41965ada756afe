"""What must be there before anyone can read or edit, made again whenever it is missing."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from cms.services.cms_rights import ensure_cms_groups
from cms.services.site_tree import ensure_site_tree


def stand_up(using: str) -> None:
    """Make the trunk of the tree and the groups.

    Not while the tables are not (or no longer) those of this code.
    """
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    ensure_cms_groups(ensure_site_tree())
