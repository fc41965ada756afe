"""Which modules are required of a person in a given post, and by when. Plain values, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from learning.due_dates import due_date


@dataclass(frozen=True)
class Requirement:
    """An assignment: empty role and place mean every role and every place."""

    module_id: int
    audience_role: str
    node_path: str
    starts_on: date
    due_days: int | None
    due_on: date | None


@dataclass(frozen=True)
class Post:
    """Where a person works today, as what, and since when."""

    rasso_role: str
    node_path: str
    joined_on: date


def applies(requirement: Requirement, post: Post) -> bool:
    """Whether the requirement reaches somebody in this post."""
    if requirement.audience_role and requirement.audience_role != post.rasso_role:
        return False
    return post.node_path.startswith(requirement.node_path)


def required_by(requirements: Iterable[Requirement], post: Post) -> dict[int, date]:
    """Return the due date of each required module; the earliest where several rules meet."""
    found: dict[int, date] = {}
    for requirement in requirements:
        if applies(requirement, post):
            due = due_date(
                joined_on=post.joined_on,
                assigned_on=requirement.starts_on,
                due_days=requirement.due_days,
                due_on=requirement.due_on,
            )
            known = found.get(requirement.module_id)
            found[requirement.module_id] = min(due, known) if known else due
    return found
