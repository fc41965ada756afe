"""Puts the dashboard together from what each domain says; the only place where they meet."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from cms.models import GuidancePage
from cms.policies import reads_content
from cms.selectors import recently_changed_guidance
from learning.selectors import (
    ContinueItem,
    DueItem,
    ToConfirm,
    changes_to_confirm,
    continue_learning,
    due_items,
)
from notifications.selectors import unread_count
from organisation.policies import may_see_team_learning

GUIDANCE_SHOWN = 5
DUE_SHOWN = 6


@dataclass(frozen=True)
class Dashboard:
    """What a person sees first: what to go on with, what is due, and what has changed."""

    continue_item: ContinueItem | None
    to_confirm: tuple[ToConfirm, ...]
    due: tuple[DueItem, ...]
    due_hidden: int
    reads_guidance: bool
    changed_guidance: tuple[GuidancePage, ...]
    unread: int
    leads_a_line: bool


def dashboard_for(user: User, on: date) -> Dashboard:
    """The person's own dashboard; the number of queries does not grow with their record."""
    due = due_items(user, on)
    return Dashboard(
        continue_item=continue_learning(user),
        to_confirm=tuple(changes_to_confirm(user, on)),
        due=tuple(due[:DUE_SHOWN]),
        due_hidden=max(0, len(due) - DUE_SHOWN),
        reads_guidance=reads_content(user),
        changed_guidance=tuple(recently_changed_guidance(user, GUIDANCE_SHOWN)),
        unread=unread_count(user),
        leads_a_line=may_see_team_learning(user),
    )
