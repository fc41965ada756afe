"""Finds pages by their words, in PostgreSQL's own full text."""

from collections.abc import Sequence

from cms.models import BasePage
from cms.querysets import ReadablePageQuerySet


def find_pages(among: ReadablePageQuerySet, query: str) -> Sequence[BasePage]:
    """Return the pages that hold any of the words, best first; none for an empty query.

    The result asks the database only when it is counted or sliced.
    """
    words = query.replace("\x00", " ").strip()
    if not words:
        return []
    # modelsearch's results count and slice like a list, and publish no type.
    found: Sequence[BasePage] = among.search(words, operator="or")
    return found
