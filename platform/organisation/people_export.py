"""The people of a force as a file that can be changed and imported again."""

from collections.abc import Iterator
from datetime import date

from core.spreadsheets import Row
from organisation.listings import people_of
from organisation.models import Node
from organisation.people_files.columns import NAMES

HEADER: Row = NAMES


def export_rows(force: Node, on: date) -> Iterator[Row]:
    """Yield one row a person, in the columns of the import; one query."""
    posts = people_of(force, on).select_related("person", "node", "rank", "line_manager")
    for post in posts:
        yield (
            post.person.email,
            post.person.first_name,
            post.person.last_name,
            post.service_number,
            post.rank.short,
            post.rasso_role,
            post.node.slug,
            post.line_manager.email if post.line_manager else "",
            "",
            post.started_on.isoformat(),
            post.ended_on.isoformat() if post.ended_on else "",
        )
