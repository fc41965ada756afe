"""What pages and other packages read about learning."""

from learning.selectors.catalogue import CatalogueEntry, catalogue
from learning.selectors.confirming import ToConfirm, changes_to_confirm
from learning.selectors.modules import latest_completion, module_outline, section_body
from learning.selectors.record import (
    ContinueItem,
    DueItem,
    completions_of,
    continue_learning,
    due_items,
)
from learning.selectors.team import TeamFilters, TeamLearning, team_learning

__all__ = [
    "CatalogueEntry",
    "ContinueItem",
    "DueItem",
    "TeamFilters",
    "TeamLearning",
    "ToConfirm",
    "catalogue",
    "changes_to_confirm",
    "completions_of",
    "continue_learning",
    "due_items",
    "latest_completion",
    "module_outline",
    "section_body",
    "team_learning",
]
