"""What must be there before anyone can read or edit, made again whenever it is missing."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from cms.models import PhaseBanner
from cms.services.cms_rights import ensure_cms_groups
from cms.services.force_rights import ensure_rights_of_forces
from cms.services.review_workflow import ensure_review_workflow
from cms.services.search_index import mend_index
from cms.services.site_tree import ensure_site_tree
from cms.services.support_services import ensure_support_services
from cms.services.synonyms import plant_synonyms


def stand_up(using: str) -> None:
    """Make the tree's trunk, groups, workflow, directory, phase banner and words of search.

    Not while the tables are not (or no longer) those of this code.
    """
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    home = ensure_site_tree()
    ensure_cms_groups(home)
    ensure_review_workflow(home)
    ensure_support_services()
    # There is one row to change, and none to add.
    PhaseBanner.objects.get_or_create(single=True)
    mend_index()
    plant_synonyms()
    ensure_rights_of_forces()
